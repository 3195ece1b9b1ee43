// SPDX-License-Identifier: Apache-2.0
#include "tuning/output_warp.h"

#include <cmath>
#include <cstddef>
#include <iterator>
#include <limits>
#include <map>

#include "statistics/distributions.h"
#include "statistics/ranks.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

/// sqrt(mean (y - m)^2) over the values up to m; 1 where that is 0.
double spread_below(std::span<const double> values, double m) {
  double squares = 0, count = 0;
  for (const double y : values) {
    if (y > m) continue;
    squares += (y - m) * (y - m);
    ++count;
  }
  return squares > 0 ? std::sqrt(squares / count) : 1;
}

void standardise(std::vector<double>& values) {
  const double centre = mean(values);
  double squares = 0;
  for (double& value : values) {
    value -= centre;
    squares += value * value;
  }
  const double sd = std::sqrt(squares / static_cast<double>(values.size()));
  if (sd == 0) return;
  for (double& value : values) value /= sd;
}

}  // namespace

std::vector<double> half_rank_warp(std::span<const double> objectives) {
  std::vector<double> values, finite;
  for (const double y : objectives) {
    values.push_back(std::isfinite(y) ? y : std::numeric_limits<double>::infinity());
    if (std::isfinite(y)) finite.push_back(y);
  }
  if (finite.empty()) return std::vector<double>(objectives.size(), 0.0);
  const double m = median(finite);
  const double s = spread_below(finite, m);
  std::size_t lower = 0;
  for (const double y : values) lower += y <= m ? 1 : 0;
  const double above = static_cast<double>(values.size() - lower);
  const Ranks order = rank(values);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] <= m) continue;
    const double j = order.ranks[i] - static_cast<double>(lower);
    values[i] = m + s * normal_quantile(0.5 + 0.5 * (j - 0.5) / above);
  }
  standardise(values);
  return values;
}

std::vector<double> unwarped(std::span<const double> objectives, std::span<const double> values) {
  const std::vector<double> warped = half_rank_warp(objectives);
  std::map<double, double> objective_at;
  for (std::size_t i = 0; i < objectives.size(); ++i) {
    if (std::isfinite(objectives[i])) objective_at[warped[i]] = objectives[i];
  }
  std::vector<double> result;
  for (const double value : values) {
    if (objective_at.size() < 2) {
      result.push_back(objective_at.empty() ? std::numeric_limits<double>::quiet_NaN()
                                            : objective_at.begin()->second);
      continue;
    }
    auto high = objective_at.upper_bound(value);
    if (high == objective_at.end()) {
      result.push_back(objective_at.rbegin()->second);
      continue;
    }
    if (high == objective_at.begin()) ++high;
    const auto low = std::prev(high);
    const double share = (value - low->first) / (high->first - low->first);
    result.push_back(low->second + share * (high->second - low->second));
  }
  return result;
}

}  // namespace mmoe
