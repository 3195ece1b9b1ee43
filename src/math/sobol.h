// SPDX-License-Identifier: Apache-2.0
// A Sobol sequence, its digits shifted at random by the stream: any part of the unit cube has about
// its share of points, whatever the number of points (best at powers of two).
// Source: Sobol 1967; Joe and Kuo's directions, as Boost has them.
#pragma once

#include <Eigen/Core>

#include "math/random.h"

namespace mmoe {

/// The first n points in [0, 1)^d, [n x d]; d >= 1. Point i does not depend on n, and the shift of
/// coordinate k is draw k of the stream.
Eigen::MatrixXd sobol_points(Index n, Index d, const Stream& shifts);

}  // namespace mmoe
