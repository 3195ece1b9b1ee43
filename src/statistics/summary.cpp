// SPDX-License-Identifier: Apache-2.0
#include "statistics/summary.h"

#include <cmath>

#include "statistics/median_interval.h"
#include "statistics/or_null.h"
#include "statistics/sample.h"

namespace mmoe {

Summary summarise(std::span<const double> values) {
  Summary summary;
  summary.n = values.size();
  if (!is_sample(values, 1)) return summary;
  const std::vector<double> ascending = sorted(values);
  summary.mean = mean(values);
  summary.min = ascending.front();
  summary.q1 = quantile(ascending, 0.25);
  summary.median = quantile(ascending, 0.5);
  summary.q3 = quantile(ascending, 0.75);
  summary.max = ascending.back();
  if (values.size() > 1) summary.sd = standard_deviation(values);
  if (const auto found = median_interval(values)) summary.median_ci95 = found->interval;
  return summary;
}

std::optional<double> standard_error(const Summary& summary) {
  if (!summary.sd) return {};
  return *summary.sd / std::sqrt(static_cast<double>(summary.n));
}

std::optional<Interval> interval_or_range(const Summary& summary) {
  if (summary.median_ci95 || !summary.min) return summary.median_ci95;
  return Interval{*summary.min, *summary.max};
}

nlohmann::ordered_json to_json(const Summary& summary) {
  return {{"n", summary.n},
          {"mean", or_null(summary.mean)},
          {"sd", or_null(summary.sd)},
          {"min", or_null(summary.min)},
          {"q1", or_null(summary.q1)},
          {"median", or_null(summary.median)},
          {"q3", or_null(summary.q3)},
          {"max", or_null(summary.max)},
          {"median_ci95", or_null(summary.median_ci95)}};
}

}  // namespace mmoe
