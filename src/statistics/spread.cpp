// SPDX-License-Identifier: Apache-2.0
#include "statistics/spread.h"

#include <algorithm>

#include "statistics/distributions.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

double squares_about(std::span<const double> values, double center) {
  double sum = 0;
  for (double value : values) sum += (value - center) * (value - center);
  return sum;
}

}  // namespace

std::optional<SpreadTest> spread_test(const std::vector<std::span<const double>>& groups) {
  const bool usable = std::ranges::all_of(
      groups, [](std::span<const double> group) { return is_sample(group, 3); });
  if (groups.size() < 2 || !usable) return {};

  std::vector<double> all;
  std::vector<double> centers;  // each value's group mean of z, beside `all`
  double within = 0;
  for (std::span<const double> group : groups) {
    const std::vector<double> z = distances_from_median(group);
    within += squares_about(z, mean(z));
    all.insert(all.end(), z.begin(), z.end());
    centers.insert(centers.end(), z.size(), mean(z));
  }
  if (within == 0) return {};
  const double between = squares_about(centers, mean(all));

  SpreadTest test{.dof_between = static_cast<double>(groups.size() - 1),
                  .dof_within = static_cast<double>(all.size() - groups.size())};
  test.f = (between / test.dof_between) / (within / test.dof_within);
  test.p = fisher_upper(test.f, test.dof_between, test.dof_within);
  return test;
}

}  // namespace mmoe
