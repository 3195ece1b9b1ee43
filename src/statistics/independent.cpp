// SPDX-License-Identifier: Apache-2.0
#include "statistics/independent.h"

#include <cmath>

#include "statistics/distributions.h"
#include "statistics/summary.h"

namespace mmoe {

std::optional<WelchTest> welch_test(std::span<const double> a, std::span<const double> b) {
  const Summary of_a = summarise(a);
  const Summary of_b = summarise(b);
  const auto se_a = standard_error(of_a);
  const auto se_b = standard_error(of_b);
  if (!se_a || !se_b) return {};
  const double se = std::hypot(*se_a, *se_b);
  if (se == 0) return {};
  // Shares of the variance, so that no fourth power overflows.
  const double share_a = std::pow(*se_a / se, 2);
  const double share_b = std::pow(*se_b / se, 2);
  WelchTest test{.difference = *of_a.mean - *of_b.mean};
  test.dof = 1 / (share_a * share_a / static_cast<double>(a.size() - 1) +
                  share_b * share_b / static_cast<double>(b.size() - 1));
  test.t = test.difference / se;
  test.p = student_two_sided(test.t, test.dof);
  test.ci95 = student_interval(test.difference, se, test.dof);
  return test;
}

}  // namespace mmoe
