// SPDX-License-Identifier: Apache-2.0
#include "statistics/correlation.h"

#include <algorithm>
#include <cmath>

#include "statistics/distributions.h"
#include "statistics/ranks.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

bool is_testable(std::span<const double> x, std::span<const double> y) {
  check_pairs(x, y);
  return is_sample(x, 3) && is_sample(y, 3);
}

}  // namespace

std::optional<CorrelationTest> pearson_test(std::span<const double> x, std::span<const double> y) {
  if (!is_testable(x, y)) return {};
  const double sd_x = standard_deviation(x);
  const double sd_y = standard_deviation(y);
  if (sd_x == 0 || sd_y == 0) return {};
  const double mean_x = mean(x);
  const double mean_y = mean(y);
  double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    sum += (x[i] - mean_x) / sd_x * ((y[i] - mean_y) / sd_y);
  }
  const auto n = static_cast<double>(x.size());
  const double r = std::clamp(sum / (n - 1), -1.0, 1.0);
  const double t = r * std::sqrt((n - 2) / ((1 - r) * (1 + r)));
  return CorrelationTest{.r = r, .p = student_two_sided(t, n - 2)};
}

std::optional<CorrelationTest> spearman_test(std::span<const double> x, std::span<const double> y) {
  if (!is_testable(x, y)) return {};
  return pearson_test(rank(x).ranks, rank(y).ranks);
}

}  // namespace mmoe
