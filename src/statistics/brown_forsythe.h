// SPDX-License-Identifier: Apache-2.0
// Brown-Forsythe test for equal spread of k groups: an analysis of variance of z_ij = |x_ij -
// median of group i|, hence robust to groups that are not normal.
//
//   F = ((N - k) sum_i n_i (zbar_i - zbar)^2) / ((k - 1) sum_ij (z_ij - zbar_i)^2)
//
// Assumes independent groups; models that share their runs are only approximately so. Empty for
// fewer than two groups, a group of fewer than 3 values (two are equally far from their median, so
// that the divisor would be rounding errors), a value that is not finite, or if no z varies within
// its group by more than rounding. Source: Brown and Forsythe 1974; scipy's
// levene(center="median"), which also accepts groups of 1 and 2.
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
