// SPDX-License-Identifier: Apache-2.0
// Welch's t test for a difference of two models whose runs are not paired, with unequal variances.
//
//   t    (mean a - mean b) / se, se^2 = se_a^2 + se_b^2
//   dof  se^4 / (se_a^4 / (n_a - 1) + se_b^4 / (n_b - 1))   (Welch-Satterthwaite)
//   p    two-sided; ci95 is Student's interval of the difference
//
// Assumes independent samples with means near normal. Empty if a side has n < 2 or a value not
// finite, or where both sides' values are all equal. Source: Welch 1947; scipy's
// ttest_ind(equal_var=False).
#pragma once

#include <optional>
#include <span>

#include "statistics/interval.h"

namespace mmoe {

struct WelchTest {
  double difference = 0;  // mean a - mean b
  Interval ci95{};
  double t = 0;
  double dof = 0;
  double p = 1;
};

std::optional<WelchTest> welch_test(std::span<const double> a, std::span<const double> b);

}  // namespace mmoe
