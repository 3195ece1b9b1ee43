// SPDX-License-Identifier: Apache-2.0
#include "claims/equal_means.h"

#include <algorithm>
#include <cmath>

#include "statistics/paired.h"
#include "statistics/sample.h"
#include "statistics/tost.h"

namespace mmoe {

double equality_margin(std::span<const double> a, std::span<const double> b, double share) {
  return share * std::abs(mean(a) + mean(b)) / 2;
}

Part test_equal_means(std::span<const double> a, std::span<const double> b, double share) {
  const std::vector<double> difference = differences(a, b);
  Part part = test_gains(difference);  // n, estimate, interval, and the reason of no test
  part.holds.reset();
  if (!part.estimate) return part;
  const double margin = equality_margin(a, b, share);
  part.holds = std::abs(*part.estimate) < margin;
  if (!part.p_for) return part;
  const auto test = tost(difference, margin);
  part.p_for = test->p;
  part.p_against = std::min(1.0, 2 * (1 - test->p));
  const double sd = standard_deviation(difference);
  part.effect = (margin - std::abs(*part.estimate)) / sd;
  part.margin = margin / sd;
  return part;
}

}  // namespace mmoe
