// SPDX-License-Identifier: Apache-2.0
#include "statistics/two_sources.h"

#include <cmath>

#include "statistics/distributions.h"
#include "statistics/summary.h"

namespace mmoe {
namespace {

constexpr double kMostDof = 1e9;  // Student's t is normal in double from here on

}  // namespace

std::optional<TwoSources> two_sources(std::span<const double> over_runs, double rows_variance) {
  const Summary summary = summarise(over_runs);
  const auto se = standard_error(summary);
  if (!se || !(rows_variance >= 0) || !std::isfinite(rows_variance)) return {};
  TwoSources found{.center = *summary.mean, .runs = *se, .rows = std::sqrt(rows_variance)};
  found.total = std::hypot(found.runs, found.rows);
  found.ci95 = {found.center, found.center};
  if (found.total == 0) return found;
  const double share = std::pow(found.runs / found.total, 4);
  const auto free = static_cast<double>(summary.n - 1);
  const double dof = share * kMostDof > free ? free / share : kMostDof;
  found.p = student_two_sided(found.center / found.total, dof);
  found.ci95 = student_interval(found.center, found.total, dof);
  return found;
}

}  // namespace mmoe
