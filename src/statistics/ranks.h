// SPDX-License-Identifier: Apache-2.0
// Ranks with ties, for the rank tests.
#pragma once

#include <span>
#include <vector>

namespace mmoe {

struct Ranks {
  std::vector<double> ranks;  // [n], 1 for the least; equal values share the mean of their ranks,
                              // so twice a rank is whole
  double tie_sum = 0;         // sum of t^3 - t over the groups of t equal values; 0 without ties
};

/// Returns the ranks of `values` (no NaN). A value is tied with the least of its group if it is at
/// most `rounding` greater: see statistics/rounding.h.
Ranks rank(std::span<const double> values, double rounding = 0);

}  // namespace mmoe
