// SPDX-License-Identifier: Apache-2.0
#include "statistics/brown_forsythe.h"

#include <algorithm>

#include "statistics/distributions.h"
#include "statistics/rounding.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

double squares_about(std::span<const double> values, double center) {
  double sum = 0;
  for (double value : values) sum += (value - center) * (value - center);
  return sum;
}

/// Returns the sum of squares that rounding alone may give for equal z.
double squares_of_rounding(std::span<const double> group) {
  const double off = rounding_error(group);
  return static_cast<double>(group.size()) * off * off;
}

}  // namespace

std::optional<BrownForsythe> brown_forsythe(const std::vector<std::span<const double>>& groups) {
  const bool usable = std::ranges::all_of(
      groups, [](std::span<const double> group) { return is_sample(group, 3); });
  if (groups.size() < 2 || !usable) return {};

  std::vector<double> all;
  std::vector<double> centers;  // each value's group mean of z, parallel to `all`
  double within = 0;
  double rounding = 0;
  for (std::span<const double> group : groups) {
    const std::vector<double> z = distances_from_median(group);
    within += squares_about(z, mean(z));
    rounding += squares_of_rounding(group);
    all.insert(all.end(), z.begin(), z.end());
    centers.insert(centers.end(), z.size(), mean(z));
  }
  if (within <= rounding) return {};
  const double between = squares_about(centers, mean(all));

  BrownForsythe test{.dof_between = static_cast<double>(groups.size() - 1),
                     .dof_within = static_cast<double>(all.size() - groups.size())};
  test.f = (between / test.dof_between) / (within / test.dof_within);
  test.p = fisher_upper(test.f, test.dof_between, test.dof_within);
  return test;
}

}  // namespace mmoe
