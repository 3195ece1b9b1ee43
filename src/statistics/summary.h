// SPDX-License-Identifier: Apache-2.0
// Summary of one cell's runs: location, spread and quartiles.
//
//   median_ci95  exact 95 % interval of the median (median_interval.h), whatever the distribution;
//                empty below 6 values, where there is none
//   q1, q3       quantiles of type 7 (Hyndman and Fan 1996)
//
// The mean has no interval: on final losses, which are skewed, Student's covers far less than it
// says (README.md). n = 0, or any value not finite: all empty but n. n = 1: sd empty. All values
// equal: sd = 0, and the interval has no width.
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>

#include "statistics/interval.h"

namespace mmoe {

struct Summary {
  std::size_t n = 0;  // all values, finite or not
  std::optional<double> mean, sd;
  std::optional<double> min, q1, median, q3, max;
  std::optional<Interval> median_ci95;
};

Summary summarise(std::span<const double> values);

/// sd / sqrt(n), the standard error of the mean; empty with sd.
std::optional<double> standard_error(const Summary& summary);

/// The median's interval; where there is none, all values from least to greatest. Empty of an empty
/// summary.
std::optional<Interval> interval_or_range(const Summary& summary);

/// {n, mean, sd, min, q1, median, q3, max, median_ci95: [low, high]}; null where empty.
nlohmann::ordered_json to_json(const Summary& summary);

}  // namespace mmoe
