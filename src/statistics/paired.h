// SPDX-License-Identifier: Apache-2.0
// Student's paired t test for a difference of two models on the same runs.
//
//   t      mean / (sd / sqrt(n)) of the differences, n - 1 degrees of freedom
//   p      two-sided
//   d_z    mean / sd, Cohen's effect size of paired samples
//
// Assumes independent pairs with differences near normal; otherwise see signed_rank.h. n < 2 or a
// difference not finite: all empty but n and, for one difference, mean. All differences equal, up
// to `rounding`: t, p, d_z are empty, since sd = 0 leaves them undefined (scipy returns t infinite
// and p = 0), and the interval has zero width up to rounding. Source: Student 1908; Cohen 1988,
// section 2.3.5.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "statistics/interval.h"

namespace mmoe {

struct PairedTest {
  std::size_t n = 0;
  std::optional<double> mean;  // of the differences
  std::optional<Interval> ci95;
  std::optional<double> t, p, d_z;
};

/// Returns a - b, pair by pair, the input of the paired tests. Throws RunError if the lengths
/// differ.
std::vector<double> differences(std::span<const double> a, std::span<const double> b);

/// `rounding` is rounding_error(a, b) of what the differences are made of (statistics/rounding.h).
PairedTest paired_test(std::span<const double> differences, double rounding = 0);

}  // namespace mmoe
