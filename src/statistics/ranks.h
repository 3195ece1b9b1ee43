// SPDX-License-Identifier: Apache-2.0
// Ranks with ties, for the rank tests.
#pragma once

#include <span>
#include <vector>

namespace mmoe {

struct Ranks {
  std::vector<double> ranks;  // [n], 1 for the least; equal values share the mean of their ranks
  double tie_sum = 0;         // sum of t^3 - t over the groups of t equal values; 0 without ties
};

/// Ranks of values that can be ordered (no NaN). Empty for no values.
Ranks rank(std::span<const double> values);

}  // namespace mmoe
