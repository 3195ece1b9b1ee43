// SPDX-License-Identifier: Apache-2.0
// Softmax over rows, one distribution per example: g_i = exp(z_i) / sum_j exp(z_j).
// The largest logit is subtracted first, so that any finite logits are safe; n = 1 gives 1.
// Source: Eq. 8 of the paper.
#pragma once

#include "math/matrix.h"

namespace mmoe {

/// g [n x B]: logits in, weights out.
template <typename Scalar>
void softmax(MutableMatrixRef<Scalar> g);

/// d_g [n x B]: dLoss/dg in, dLoss/dz out:  d_z_i = g_i (d_g_i - sum_j g_j d_g_j).
template <typename Scalar>
void softmax_backward(const MatrixRef<Scalar>& g, MutableMatrixRef<Scalar> d_g);

}  // namespace mmoe
