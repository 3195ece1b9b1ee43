// SPDX-License-Identifier: Apache-2.0
#include "statistics/sample.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/error.h"

namespace mmoe {
namespace {

/// sqrt(sum (x - mean)^2).
double norm_about_mean(std::span<const double> values) {
  const double center = mean(values);
  double norm = 0;
  for (double value : values) norm = std::hypot(norm, value - center);
  return norm;
}

}  // namespace

bool is_sample(std::span<const double> values, std::size_t minimum) {
  return values.size() >= minimum &&
         std::ranges::all_of(values, [](double value) { return std::isfinite(value); });
}

void check_pairs(std::span<const double> a, std::span<const double> b) {
  if (a.size() == b.size()) return;
  throw RunError(fmt::format("statistics: cannot pair {} values with {}", a.size(), b.size()));
}

// Plain loops, in order: Eigen's sums start at the first aligned address, so results could vary.
double mean(std::span<const double> values) {
  const auto n = static_cast<double>(values.size());
  double sum = 0;
  for (double value : values) sum += value;
  double residual = 0;
  for (double value : values) residual += value - sum / n;
  return sum / n + residual / n;
}

double standard_deviation(std::span<const double> values) {
  return norm_about_mean(values) / std::sqrt(static_cast<double>(values.size() - 1));
}

double population_deviation(std::span<const double> values) {
  return norm_about_mean(values) / std::sqrt(static_cast<double>(values.size()));
}

double variance(std::span<const double> values) {
  const double sd = standard_deviation(values);
  return sd * sd;
}

double median(std::span<const double> values) { return quantile(sorted(values), 0.5); }

std::vector<double> distances_from_median(std::span<const double> values) {
  const double center = median(values);
  std::vector<double> distances;
  for (double value : values) distances.push_back(std::abs(value - center));
  return distances;
}

std::vector<double> sorted(std::span<const double> values) {
  std::vector<double> ascending(values.begin(), values.end());
  std::ranges::sort(ascending);
  return ascending;
}

double quantile(std::span<const double> ascending, double q) {
  const std::size_t last = ascending.size() - 1;
  const double h = static_cast<double>(last) * q;
  const auto below = static_cast<std::size_t>(h);
  const std::size_t above = std::min(below + 1, last);
  return std::lerp(ascending[below], ascending[above], h - static_cast<double>(below));
}

}  // namespace mmoe
