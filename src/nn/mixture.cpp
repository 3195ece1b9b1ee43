// SPDX-License-Identifier: Apache-2.0
// Without tiles:
//   for k, u, i:  f(k, u) += g(k, i) * expert(i, u)
//   for i, k, u:  d_g(k, i) += d_f(k, u) * expert(i, u);  d_expert(i, u) += d_f(k, u) * g(k, i)
// where each operation acts on rows of B examples.
#include "nn/mixture.h"

#include <type_traits>

#include "math/simd/dispatch.h"
#include "math/simd/pack.h"
#include "math/simd/tiles.h"

namespace mmoe {
namespace {

// Mixtures computed at a time: the experts, by far the largest operand, are then read once for both
// tasks.
constexpr int kMixtures = 2;

/// Rows, expert after expert or mixture after mixture.
template <typename Scalar>
struct Rows {
  Scalar* data;
  Index of_one, stride;

  Scalar* operator()(Index which, Index row) const {
    return data + (which * of_one + row) * stride;
  }
};

/// Calls work(pack type, count, k, at) for tiles of mixtures k .. k + count - 1 and as many
/// examples from `at` on as a pack holds: two vectors per row stay in registers.
template <typename Scalar, typename Work>
void for_each_mixture_tile(Index mixtures, Index examples, const Work& work) {
  for_each_tile<kMixtures>(0, mixtures, [&](auto count, Index k) {
    dispatch_simd([&](auto width) {
      constexpr int kMost = 2 * width() / static_cast<int>(sizeof(Scalar));
      for_each_tile<kMost>(0, examples, [&](auto size, Index at) {
        work(std::type_identity<SimdPack<Scalar, size(), width()>>(), count, k, at);
      });
    });
  });
}

}  // namespace

template <typename Scalar>
void mixture_forward(const MixtureSpec& spec, const MatrixRef<Scalar>& g,
                     const MatrixRef<Scalar>& experts, MutableMatrixRef<Scalar> f) {
  const Index n = g.rows() / spec.count, h = f.rows() / spec.count;
  const Index* const number = spec.experts.data();
  const Rows<const Scalar> gate{g.data(), n, g.outerStride()};
  const Rows<const Scalar> unit{experts.data(), h, experts.outerStride()};
  const Rows<Scalar> mixture{f.data(), h, f.outerStride()};
  const auto mix = [=](auto strip, auto count, Index k, Index at) {
    using Examples = typename decltype(strip)::type;
    for (Index u = 0; u < h; ++u) {
      Examples sums[count()];
      for (Index i = 0; i < n; ++i) {
        const Examples expert(unit(number[i], u) + at);
        for (int j = 0; j < count(); ++j) {
          sums[j].add_product(Examples(gate(k + j, i) + at), expert);
        }
      }
      for (int j = 0; j < count(); ++j) sums[j].store(mixture(k + j, u) + at);
    }
  };
  for_each_mixture_tile<Scalar>(spec.count, f.cols(), mix);
}

template <typename Scalar>
void mixture_backward(const MixtureSpec& spec, const MatrixRef<Scalar>& g,
                      const MatrixRef<Scalar>& experts, const MatrixRef<Scalar>& d_f,
                      MutableMatrixRef<Scalar> d_g, MutableMatrixRef<Scalar> d_experts) {
  const Index n = g.rows() / spec.count, h = d_f.rows() / spec.count;
  const Index* const number = spec.experts.data();
  const bool adds = spec.adds;
  const Rows<const Scalar> gate{g.data(), n, g.outerStride()};
  const Rows<const Scalar> unit{experts.data(), h, experts.outerStride()};
  const Rows<const Scalar> d_mixture{d_f.data(), h, d_f.outerStride()};
  const Rows<Scalar> d_gate{d_g.data(), n, d_g.outerStride()};
  const Rows<Scalar> d_unit{d_experts.data(), h, d_experts.outerStride()};
  const auto of_expert = [=](auto strip, auto count, Index k, Index at, Index i) {
    using Examples = typename decltype(strip)::type;
    Examples gates[count()], d_gates[count()];
    for (int j = 0; j < count(); ++j) gates[j] = Examples(gate(k + j, i) + at);
    for (Index u = 0; u < h; ++u) {
      const Examples expert(unit(number[i], u) + at);
      Examples d_expert = k > 0 || adds ? Examples(d_unit(number[i], u) + at) : Examples();
      for (int j = 0; j < count(); ++j) {
        const Examples d(d_mixture(k + j, u) + at);
        d_gates[j].add_product(expert, d);
        d_expert.add_product(gates[j], d);
      }
      d_expert.store(d_unit(number[i], u) + at);
    }
    for (int j = 0; j < count(); ++j) d_gates[j].store(d_gate(k + j, i) + at);
  };
  for_each_mixture_tile<Scalar>(spec.count, d_f.cols(),
                                [=](auto strip, auto count, Index k, Index at) {
                                  for (Index i = 0; i < n; ++i) of_expert(strip, count, k, at, i);
                                });
}

MMOE_INSTANTIATE(mixture_forward);
MMOE_INSTANTIATE(mixture_backward);

}  // namespace mmoe
