// SPDX-License-Identifier: Apache-2.0
#include "statistics/summary.h"

#include <cmath>

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
  if (values.size() < 2) return summary;
  const auto n = static_cast<double>(values.size());
  summary.sd = standard_deviation(values);
  summary.se = *summary.sd / std::sqrt(n);
  summary.ci95 = student_interval(*summary.mean, *summary.se, n - 1);
  return summary;
}

nlohmann::ordered_json to_json(const Summary& summary) {
  return {{"n", summary.n},
          {"mean", or_null(summary.mean)},
          {"sd", or_null(summary.sd)},
          {"se", or_null(summary.se)},
          {"ci95", or_null(summary.ci95)},
          {"min", or_null(summary.min)},
          {"q1", or_null(summary.q1)},
          {"median", or_null(summary.median)},
          {"q3", or_null(summary.q3)},
          {"max", or_null(summary.max)}};
}

}  // namespace mmoe
