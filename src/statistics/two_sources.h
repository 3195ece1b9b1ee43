// SPDX-License-Identifier: Apache-2.0
// The standard error of a mean over runs that share their test rows, from two sources: the runs
// (initialisation and batch order) and the rows (the test set is a sample).
//
//   runs      sd over the runs / sqrt(n)
//   rows      square root of delong_variance(mean_of(runs' components)), or of another variance
//             over rows of the same mean
//   total     sqrt(runs^2 + rows^2)
//   dof       (runs^2 + rows^2)^2 / (runs^4 / (n - 1) + rows^4 / rows_dof): Satterthwaite;
//             rows_dof is infinite where the variance over rows is known without error
//   ci95      center -+ t(0.975, dof) total
//
// For values of models, or for paired differences. Given the rows, runs are independent, so the
// variances add. Empty for fewer than two runs, a value not finite, or a negative variance.
// Source: Satterthwaite 1946; the law of total variance.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <span>

#include "statistics/interval.h"

namespace mmoe {

struct TwoSources {
  double center = 0;  // mean over the runs
  double runs = 0;    // standard errors
  double rows = 0;
  double total = 0;
  double dof = 0;
  double p = 1;  // two-sided, against a center of 0: for differences; 1 where total = 0
  Interval ci95{};
};

std::optional<TwoSources> two_sources(std::span<const double> over_runs, double rows_variance,
                                      double rows_dof = std::numeric_limits<double>::infinity());

/// Returns the least number of runs with which a two-sided test at `alpha` finds `sources.center`
/// with the given power, if the runs vary as the `runs` ones of `sources` do and the error of the
/// rows stays: by the normal approximation. Empty where no number does, for the rows alone leave
/// too much.
std::optional<std::size_t> two_sources_runs_needed(const TwoSources& sources, std::size_t runs,
                                                   double power, double alpha);

}  // namespace mmoe
