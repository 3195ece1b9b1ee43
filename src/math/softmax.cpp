// SPDX-License-Identifier: Apache-2.0
#include "math/softmax.h"

#include "math/simd/chunk.h"

namespace mmoe {

template <typename Scalar>
void softmax(MutableMatrixRef<Scalar> g) {
  for_each_chunk(g.cols(), [&](Index at, auto count) {
    const auto row = [&](Index i) { return g.data() + i * g.outerStride() + at; };
    Chunk<Scalar> top = load_chunk<Scalar>(row(0), count);
    for (Index i = 1; i < g.rows(); ++i) top = top.max(load_chunk<Scalar>(row(i), count));
    Chunk<Scalar> sum = Chunk<Scalar>::Zero();
    for (Index i = 0; i < g.rows(); ++i) {
      const Chunk<Scalar> e = (load_chunk<Scalar>(row(i), count) - top).exp();
      store_chunk<Scalar>(e, row(i), count);
      sum += e;
    }
    const Chunk<Scalar> share = sum.inverse();
    for (Index i = 0; i < g.rows(); ++i) {
      store_chunk<Scalar>(load_chunk<Scalar>(row(i), count) * share, row(i), count);
    }
  });
}

template <typename Scalar>
void softmax_backward(const MatrixRef<Scalar>& g, MutableMatrixRef<Scalar> d_g) {
  for_each_chunk(g.cols(), [&](Index at, auto count) {
    const auto weight = [&](Index i) {
      return load_chunk<Scalar>(g.data() + i * g.outerStride() + at, count);
    };
    const auto row = [&](Index i) { return d_g.data() + i * d_g.outerStride() + at; };
    Chunk<Scalar> inner = Chunk<Scalar>::Zero();
    for (Index i = 0; i < g.rows(); ++i) inner += weight(i) * load_chunk<Scalar>(row(i), count);
    for (Index i = 0; i < g.rows(); ++i) {
      const Chunk<Scalar> d = load_chunk<Scalar>(row(i), count) - inner;
      store_chunk<Scalar>(weight(i) * d, row(i), count);
    }
  });
}

MMOE_INSTANTIATE(softmax);
MMOE_INSTANTIATE(softmax_backward);

}  // namespace mmoe
