// SPDX-License-Identifier: Apache-2.0
// Pearson's correlation of two samples.
#pragma once

#include <optional>
#include <span>

namespace mmoe {

/// r = S_xy / sqrt(S_xx S_yy), S_ab = sum_i (a_i - mean a)(b_i - mean b), in two passes (no
/// cancellation). In [-1, 1]; 1 for y = a x + b with a > 0. For two 0/1 labels it is the phi
/// coefficient. Undefined, hence empty, if a sample is constant or has fewer than two values. x and
/// y have the same length.
std::optional<double> pearson(std::span<const double> x, std::span<const double> y);

/// Rounds to four decimals, enough to identify a setting by its correlation.
double rounded_correlation(double r);

}  // namespace mmoe
