// SPDX-License-Identifier: Apache-2.0
// One dense layer, Y = f(W X + b), as a pair of free functions over the layer's products. Backward
// only accumulates (+=) into parameter gradients; the gradient of the input is left to the caller.
#pragma once

#include "math/activation.h"
#include "math/matrix.h"
#include "math/product.h"

namespace mmoe {

/// y [out x B] += b [out], then y = f(y).
template <typename Scalar>
void bias_activate_forward(Activation activation, const WeightsView<Scalar>& b,
                           MutableMatrixRef<Scalar> y);

/// d_b [out] += row sums of d_z [out x B].
template <typename Scalar>
void bias_backward(const MatrixRef<Scalar>& d_z, MutableWeightsView<Scalar> d_b);

/// y [out x B] = f(W [out x in] x [in x B] + b [out]).
template <typename Scalar>
void dense_forward(const DenseProducts<Scalar>& products, Activation activation,
                   const WeightsView<Scalar>& w, const WeightsView<Scalar>& b,
                   const MatrixRef<Scalar>& x, MutableMatrixRef<Scalar> y);

/// Given d_z = dLoss/d(W x + b) [out x B]:  d_W += d_z x^T,  d_b += row sums of d_z. `scratch`: see
/// DenseProducts::weight_gradient.
template <typename Scalar>
void dense_backward(const DenseProducts<Scalar>& products, const MatrixRef<Scalar>& x,
                    const MatrixRef<Scalar>& d_z, MutableWeightsView<Scalar> d_w,
                    MutableWeightsView<Scalar> d_b, Scalar* scratch);

}  // namespace mmoe
