// SPDX-License-Identifier: Apache-2.0
#include "nn/dense.h"

namespace mmoe {

template <typename Scalar>
void bias_activate_forward(Activation activation, const WeightsView<Scalar>& b,
                           MutableMatrixRef<Scalar> y) {
  for (Index row = 0; row < y.rows(); ++row) {  // both while the row is in the L1 cache
    y.row(row).array() += b(row, 0);
    activate<Scalar>(activation, y.row(row));
  }
}

template <typename Scalar>
void bias_backward(const MatrixRef<Scalar>& d_z, MutableWeightsView<Scalar> d_b) {
  for (Index row = 0; row < d_z.rows(); ++row) d_b(row, 0) += d_z.row(row).sum();
}

template <typename Scalar>
void dense_forward(const DenseProducts<Scalar>& products, Activation activation,
                   const WeightsView<Scalar>& w, const WeightsView<Scalar>& b,
                   const MatrixRef<Scalar>& x, MutableMatrixRef<Scalar> y) {
  products.forward(w.data(), x.data(), y.data());
  bias_activate_forward<Scalar>(activation, b, y);
}

template <typename Scalar>
void dense_backward(const DenseProducts<Scalar>& products, const MatrixRef<Scalar>& x,
                    const MatrixRef<Scalar>& d_z, MutableWeightsView<Scalar> d_w,
                    MutableWeightsView<Scalar> d_b, Scalar* scratch) {
  products.weight_gradient(d_z.data(), x.data(), d_w.data(), scratch);
  bias_backward<Scalar>(d_z, d_b);
}

MMOE_INSTANTIATE(bias_activate_forward);
MMOE_INSTANTIATE(bias_backward);
MMOE_INSTANTIATE(dense_forward);
MMOE_INSTANTIATE(dense_backward);

}  // namespace mmoe
