// SPDX-License-Identifier: Apache-2.0
// Brown-Forsythe test: do k groups have the same spread? An analysis of variance of
// z_ij = |x_ij - median of group i|, so it holds up where the groups are not normal.
//
//   F = ((N - k) sum_i n_i (zbar_i - zbar)^2) / ((k - 1) sum_ij (z_ij - zbar_i)^2)
//
// Assumes independent groups; models that share their runs are only nearly so. Empty for fewer than
// two groups, a group of fewer than 3 values (two lie equally far from their median, which leaves
// rounding errors to divide by), a value not finite, or where no z varies within its group by more
// than rounding. Source: Brown and Forsythe 1974; scipy's levene(center="median"), which does take
// groups of 1 and 2.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace mmoe {

struct BrownForsythe {
  double f = 0;
  double dof_between = 0;  // k - 1
  double dof_within = 0;   // N - k
  double p = 1;
};

std::optional<BrownForsythe> brown_forsythe(const std::vector<std::span<const double>>& groups);

}  // namespace mmoe
