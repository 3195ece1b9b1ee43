// SPDX-License-Identifier: Apache-2.0
#include "statistics/live/cuped.h"

#include <cmath>

#include "statistics/sample.h"

namespace mmoe {
namespace {

/// Returns sum (x - mean x) (y - mean y) over the users of one arm.
double product_within(std::span<const double> x, std::span<const double> y) {
  const double mean_x = mean(x);
  const double mean_y = mean(y);
  double sum = 0;
  for (std::size_t u = 0; u < x.size(); ++u) sum += (x[u] - mean_x) * (y[u] - mean_y);
  return sum;
}

UserRatio adjusted_ratio(const UserRatio& arm, std::span<const double> covariate, double theta) {
  const double center = mean(covariate);
  UserRatio result{arm.ratio - theta * center, arm.linearised};
  for (std::size_t u = 0; u < covariate.size(); ++u) {
    result.linearised[u] -= theta * (covariate[u] - center);
  }
  return result;
}

}  // namespace

std::optional<CupedLift> cuped_lift(std::span<const UserTotal> a,
                                    std::span<const UserTotal> before_a,
                                    std::span<const UserTotal> b,
                                    std::span<const UserTotal> before_b) {
  std::vector<UserTotal> before(before_a.begin(), before_a.end());
  before.insert(before.end(), before_b.begin(), before_b.end());
  const auto of_a = user_ratio(a);
  const auto of_b = user_ratio(b);
  const auto of_before = user_ratio(before);
  if (!of_a || !of_b || !of_before) return {};
  const auto covariate = std::span(of_before->linearised);
  const auto c_a = covariate.first(before_a.size());
  const auto c_b = covariate.subspan(before_a.size());
  check_pairs(of_a->linearised, c_a);
  check_pairs(of_b->linearised, c_b);

  CupedLift found;
  const double spread = product_within(c_a, c_a) + product_within(c_b, c_b);
  if (spread > 0) {
    found.theta =
        (product_within(of_a->linearised, c_a) + product_within(of_b->linearised, c_b)) / spread;
  }
  const auto plain = independent_lift(*of_a, *of_b);
  const auto adjusted = independent_lift(adjusted_ratio(*of_a, c_a, found.theta),
                                         adjusted_ratio(*of_b, c_b, found.theta));
  if (!plain || !adjusted) return {};
  found.adjusted = *adjusted;
  if (plain->standard_error > 0) {
    found.variance_ratio = std::pow(adjusted->standard_error / plain->standard_error, 2);
  }
  return found;
}

}  // namespace mmoe
