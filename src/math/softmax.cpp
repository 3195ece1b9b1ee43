// SPDX-License-Identifier: Apache-2.0
#include "math/softmax.h"

namespace mmoe {

template <typename Scalar>
void softmax(MutableMatrixRef<Scalar> g, MutableMatrixRef<Scalar> scratch) {
  auto top = scratch.row(0).array();
  top = g.row(0);
  for (Index i = 1; i < g.rows(); ++i) top = top.max(g.row(i).array());
  for (Index i = 0; i < g.rows(); ++i) g.row(i) = (g.row(i).array() - top).exp();
  auto sum = scratch.row(0).array();
  sum = g.row(0);
  for (Index i = 1; i < g.rows(); ++i) sum += g.row(i).array();
  for (Index i = 0; i < g.rows(); ++i) g.row(i).array() /= sum;
}

template <typename Scalar>
void softmax_backward(const MatrixRef<Scalar>& g, MutableMatrixRef<Scalar> d_g,
                      MutableMatrixRef<Scalar> scratch) {
  auto inner = scratch.row(0).array();
  inner = g.row(0).array() * d_g.row(0).array();
  for (Index i = 1; i < g.rows(); ++i) inner += g.row(i).array() * d_g.row(i).array();
  for (Index i = 0; i < g.rows(); ++i) {
    d_g.row(i).array() = g.row(i).array() * (d_g.row(i).array() - inner);
  }
}

MMOE_INSTANTIATE(softmax);
MMOE_INSTANTIATE(softmax_backward);

}  // namespace mmoe
