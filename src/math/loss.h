// SPDX-License-Identifier: Apache-2.0
// Losses of one task: the mean over B examples of w_i l_i, and its derivative by the model's
// output. A loss does not depend on a learning rate and updates nothing. weights [1 x B]: w_i >= 0;
// of no columns where all are 1.
#pragma once

#include "math/matrix.h"

namespace mmoe {

/// Mean squared error, mean w (o - y)^2, no factor 1/2: the unit of the paper's Figures 3 to 5.
/// d_o = 2 w (o - y) / B. outputs, labels, d_outputs: [1 x B].
template <typename Scalar>
Scalar squared_error(const MatrixRef<Scalar>& outputs, const MatrixRef<Scalar>& labels,
                     const MatrixRef<Scalar>& weights, MutableMatrixRef<Scalar> d_outputs);

/// Mean binary cross-entropy of logits z and labels y in {0, 1}:
///   w (max(z, 0) - z y + log(1 + exp(-|z|))),   d_z = w (sigmoid(z) - y) / B.
/// Exact at z = +-100 (100 if wrong; if right, exp(-100) in double and less than 1e-37 in float,
/// where exp underflows) and at 0 (log 2); never overflows.
template <typename Scalar>
Scalar binary_cross_entropy(const MatrixRef<Scalar>& logits, const MatrixRef<Scalar>& labels,
                            const MatrixRef<Scalar>& weights, MutableMatrixRef<Scalar> d_logits);

/// Returns 1 / (1 + exp(-z)), without overflow.
double sigmoid(double z);

}  // namespace mmoe
