// SPDX-License-Identifier: Apache-2.0
// Users of a live test whose true lift is known, and what simulated tests say of it.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <vector>

#include "math/random.h"
#include "statistics/live/ratio_lift.h"

namespace mmoe {

using Users = std::vector<UserTotal>;

/// Totals of `users` users in one period. Interest U is uniform; a user has 5 + floor(20 U)
/// impressions and engages in each with probability 3 rate U^2, rate <= 1/3: skewed, and those who
/// come more often engage more. So the ratio is proportional to `rate`. Streams give users, periods
/// their impressions.
inline Users made_up_users(const Stream& stream, std::size_t users, double rate,
                           std::uint64_t period = 0) {
  constexpr std::uint64_t kDraws = 32;  // per user and period
  Users totals;
  for (std::uint64_t u = 0; u < users; ++u) {
    const std::uint64_t first = u * 3 * kDraws;
    const double interest = uniform(stream, first);
    UserTotal total{0, 5 + std::floor(20 * interest)};
    for (std::uint64_t i = 0; i < static_cast<std::uint64_t>(total.count); ++i) {
      const double draw = uniform(stream, first + (period + 1) * kDraws + i);
      total.sum += draw < 3 * rate * interest * interest ? 1 : 0;
    }
    totals.push_back(total);
  }
  return totals;
}

/// An estimate over many simulated tests.
struct Simulated {
  double mean = 0;
  double standard_deviation = 0;
  double coverage = 0;    // share of the 95 % intervals that hold the truth
  double mean_error = 0;  // mean of the standard errors
};

inline Simulated simulate(int tests, double truth,
                          const std::function<Lift(std::uint32_t test)>& estimate) {
  double sum = 0;
  double squares = 0;
  Simulated found;
  for (int t = 0; t < tests; ++t) {
    const Lift lift = estimate(static_cast<std::uint32_t>(t));
    sum += lift.lift - truth;
    squares += (lift.lift - truth) * (lift.lift - truth);
    const Interval interval = lift_interval(lift);
    found.coverage += interval.low <= truth && truth <= interval.high ? 1.0 / tests : 0;
    found.mean_error += lift.standard_error / tests;
  }
  found.mean = truth + sum / tests;
  found.standard_deviation = std::sqrt((squares - sum * sum / tests) / (tests - 1));
  return found;
}

/// Four standard errors of the mean of `tests` estimates.
inline double tolerance(const Simulated& found, int tests) {
  return 4 * found.standard_deviation / std::sqrt(tests);
}

}  // namespace mmoe
