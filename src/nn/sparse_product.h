// SPDX-License-Identifier: Apache-2.0
// Products of the first layers' weights with a batch that has sparse inputs: dense inputs are
// multiplied, and the columns of set sparse inputs are summed, combination by combination
// (nn/combinations.h): Z = W_d X + (W_s A) C + b, where W = (W_d W_s) [rows x d].
#pragma once

#include "nn/batch.h"
#include "nn/problem.h"

namespace mmoe {

/// The maximum number of rows computed at a time. `scratch` holds that many for each combination,
/// or for each example if those are more.
inline constexpr Index kProductRows = 160;

/// z [rows x B] = W x + b, where w [rows x d] and b [rows]. The batch's combinations must be up to
/// date (see combine in nn/batch.h).
template <typename Scalar>
void sparse_product(const WeightsView<Scalar>& w, const Scalar* b, const Batch<Scalar>& batch,
                    Scalar* scratch, MutableMatrixRef<Scalar> z);

/// d_w [rows x d] += d_z x^T and d_b [rows] += row sums of d_z [rows x B].
template <typename Scalar>
void sparse_product_backward(const MatrixRef<Scalar>& d_z, const Batch<Scalar>& batch,
                             Scalar* scratch, MutableWeightsView<Scalar> d_w, Scalar* d_b);

}  // namespace mmoe
