// SPDX-License-Identifier: Apache-2.0
#include "statistics/two_sources.h"

#include <algorithm>
#include <cmath>

#include "statistics/distributions.h"
#include "statistics/summary.h"

namespace mmoe {
namespace {

constexpr double kMostDof = 1e9;  // Student's t is normal in double from here on

}  // namespace

std::optional<TwoSources> two_sources(std::span<const double> over_runs, double rows_variance,
                                      double rows_dof) {
  const Summary summary = summarise(over_runs);
  const auto se = standard_error(summary);
  if (!se || !(rows_variance >= 0) || !std::isfinite(rows_variance)) return {};
  TwoSources found{.center = *summary.mean, .runs = *se, .rows = std::sqrt(rows_variance)};
  found.total = std::hypot(found.runs, found.rows);
  found.ci95 = {found.center, found.center};
  if (found.total == 0) return found;
  const double free = static_cast<double>(summary.n - 1);
  const double inverse = std::pow(found.runs / found.total, 4) / free +
                         std::pow(found.rows / found.total, 4) / rows_dof;
  found.dof = inverse * kMostDof > 1 ? 1 / inverse : kMostDof;
  found.p = student_two_sided(found.center / found.total, found.dof);
  found.ci95 = student_interval(found.center, found.total, found.dof);
  return found;
}

std::optional<std::size_t> two_sources_runs_needed(const TwoSources& sources, std::size_t runs,
                                                   double power, double alpha) {
  const double z = normal_quantile(1 - alpha / 2) + normal_quantile(power);
  const double room = std::pow(sources.center / z, 2) - std::pow(sources.rows, 2);
  const double of_a_run = std::pow(sources.runs, 2) * static_cast<double>(runs);
  constexpr double kMost = 1e6;
  if (!(room > 0) || of_a_run > kMost * room) return {};
  return static_cast<std::size_t>(std::max(2.0, std::ceil(of_a_run / room)));
}

}  // namespace mmoe
