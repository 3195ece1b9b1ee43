// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/model.h"

namespace mmoe {

/// Returns the error of training in float instead of double: the largest difference between the two
/// models' gradients at the same point, relative to the largest entry of the gradient.
double precision_difference(const Model<float>& single, const Model<double>& reference,
                            const Problem& problem, const Batch<double>& batch,
                            const Vector<double>& theta);

}  // namespace mmoe
