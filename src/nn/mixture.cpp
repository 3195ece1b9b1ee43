// SPDX-License-Identifier: Apache-2.0
#include "nn/mixture.h"

#include "math/lanes.h"
#include "math/tiles.h"

namespace mmoe {
namespace {

// Mixtures at a time: the experts, which are much the largest, are then read once for both tasks.
constexpr int kMixtures = 2;

/// Calls work(width, count, k, size, at) for tiles of mixtures k .. k + count - 1 and examples at
/// .. at + size - 1, of which two vectors a row stay in registers.
template <typename Scalar, typename Work>
void in_mixture_tiles(Index mixtures, Index examples, const Work& work) {
  in_tiles<kMixtures>(0, mixtures, [&](auto count, Index k) {
    in_lanes([&](auto width) {
      constexpr int kMost = 2 * width() / static_cast<int>(sizeof(Scalar));
      in_tiles<kMost>(0, examples, [&](auto size, Index at) { work(width, count, k, size, at); });
    });
  });
}

}  // namespace

template <typename Scalar>
void mixture_forward(Index mixtures, const MatrixRef<Scalar>& g, const MatrixRef<Scalar>& experts,
                     MutableMatrixRef<Scalar> f) {
  const Index n = g.rows() / mixtures, h = f.rows() / mixtures, stride = experts.outerStride();
  const Scalar* const gates = g.data();
  const Scalar* const outputs = experts.data();
  Scalar* const mixed = f.data();
  in_mixture_tiles<Scalar>(
      mixtures, f.cols(), [=](auto width, auto count, Index k, auto size, Index at) {
        using Examples = Strip<Scalar, size(), width()>;
        for (Index u = 0; u < h; ++u) {
          Examples sums[count()];
          for (Index i = 0; i < n; ++i) {
            const Examples expert(outputs + (i * h + u) * stride + at);
            for (int j = 0; j < count(); ++j) {
              sums[j].add_product(Examples(gates + ((k + j) * n + i) * stride + at), expert);
            }
          }
          for (int j = 0; j < count(); ++j) sums[j].store(mixed + ((k + j) * h + u) * stride + at);
        }
      });
}

template <typename Scalar>
void mixture_backward(Index mixtures, const MatrixRef<Scalar>& g, const MatrixRef<Scalar>& experts,
                      const MatrixRef<Scalar>& d_f, MutableMatrixRef<Scalar> d_g,
                      MutableMatrixRef<Scalar> d_experts) {
  const Index n = g.rows() / mixtures, h = d_f.rows() / mixtures, stride = experts.outerStride();
  const Scalar* const gates = g.data();
  const Scalar* const outputs = experts.data();
  const Scalar* const d_mixed = d_f.data();
  Scalar* const d_gates = d_g.data();
  Scalar* const d_outputs = d_experts.data();
  in_mixture_tiles<Scalar>(mixtures, d_f.cols(),
                           [=](auto width, auto count, Index k, auto size, Index at) {
                             using Examples = Strip<Scalar, size(), width()>;
                             for (Index i = 0; i < n; ++i) {
                               Examples gate[count()], d_gate[count()];
                               for (int j = 0; j < count(); ++j) {
                                 gate[j] = Examples(gates + ((k + j) * n + i) * stride + at);
                               }
                               for (Index u = 0; u < h; ++u) {
                                 const Index row = (i * h + u) * stride + at;
                                 const Examples expert(outputs + row);
                                 Examples d_expert = k > 0 ? Examples(d_outputs + row) : Examples();
                                 for (int j = 0; j < count(); ++j) {
                                   const Examples d(d_mixed + ((k + j) * h + u) * stride + at);
                                   d_gate[j].add_product(expert, d);
                                   d_expert.add_product(gate[j], d);
                                 }
                                 d_expert.store(d_outputs + row);
                               }
                               for (int j = 0; j < count(); ++j) {
                                 d_gate[j].store(d_gates + ((k + j) * n + i) * stride + at);
                               }
                             }
                           });
}

#define MMOE_INSTANTIATE(Scalar)                                                                   \
  template void mixture_forward<Scalar>(Index, const MatrixRef<Scalar>&, const MatrixRef<Scalar>&, \
                                        MutableMatrixRef<Scalar>);                                 \
  template void mixture_backward<Scalar>(Index, const MatrixRef<Scalar>&,                          \
                                         const MatrixRef<Scalar>&, const MatrixRef<Scalar>&,       \
                                         MutableMatrixRef<Scalar>, MutableMatrixRef<Scalar>);
MMOE_INSTANTIATE(float)
MMOE_INSTANTIATE(double)
#undef MMOE_INSTANTIATE

}  // namespace mmoe
