// SPDX-License-Identifier: Apache-2.0
// Summary of one cell's runs: location, spread and quartiles.
//
//   se    sd / sqrt(n)
//   ci95  Student's 95 % interval of the mean: mean -+ t(0.975, n - 1) se. Assumes runs that are
//         independent and a mean that is near normal.
//   q1, q3  quantiles of type 7 (Hyndman and Fan 1996)
//
// n = 0, or any value not finite: all empty but n. n = 1: sd, se and ci95 empty. All values equal:
// sd = se = 0 and ci95 has zero width.
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>

#include "statistics/interval.h"

namespace mmoe {

struct Summary {
  std::size_t n = 0;  // all values, finite or not
  std::optional<double> mean, sd, se;
  std::optional<Interval> ci95;
  std::optional<double> min, q1, median, q3, max;
};

Summary summarise(std::span<const double> values);

/// {n, mean, sd, se, ci95: [low, high], min, q1, median, q3, max}; null if empty.
nlohmann::ordered_json to_json(const Summary& summary);

}  // namespace mmoe
