// SPDX-License-Identifier: Apache-2.0
#include "statistics/live/ratio_lift.h"

#include <cmath>

#include "statistics/distributions.h"
#include "statistics/sample.h"

namespace mmoe {

std::optional<Lift> paired_lift(std::span<const UserTotal> a, std::span<const UserTotal> b) {
  const auto of_a = user_ratio(a);
  const auto of_b = user_ratio(b);
  if (!of_a || !of_b || !(of_b->ratio > 0)) return {};
  check_pairs(of_a->linearised, of_b->linearised);
  const double quotient = of_a->ratio / of_b->ratio;
  std::vector<double> linearised = of_a->linearised;
  for (std::size_t u = 0; u < linearised.size(); ++u) {
    linearised[u] -= quotient * of_b->linearised[u];
  }
  return Lift{(of_a->ratio - of_b->ratio) / of_b->ratio, ratio_error(linearised) / of_b->ratio};
}

std::optional<Lift> independent_lift(std::span<const UserTotal> a, std::span<const UserTotal> b) {
  const auto of_a = user_ratio(a);
  const auto of_b = user_ratio(b);
  if (!of_a || !of_b) return {};
  return independent_lift(*of_a, *of_b);
}

std::optional<Lift> independent_lift(const UserRatio& a, const UserRatio& b) {
  if (!(b.ratio > 0)) return {};
  const double quotient = a.ratio / b.ratio;
  const double error = std::hypot(ratio_error(a.linearised), quotient * ratio_error(b.linearised));
  return Lift{(a.ratio - b.ratio) / b.ratio, error / b.ratio};
}

Interval lift_interval(const Lift& lift, double confidence) {
  const double reach = normal_quantile((1 + confidence) / 2) * lift.standard_error;
  return {lift.lift - reach, lift.lift + reach};
}

double lift_p_value(const Lift& lift) {
  if (lift.standard_error == 0) return 1;
  return 2 * normal_cdf(-std::abs(lift.lift) / lift.standard_error);
}

double lift_power(double true_lift, double standard_error, double level) {
  if (true_lift == 0) return level;
  const double shift = std::abs(true_lift) / standard_error;
  const double z = normal_quantile(1 - level / 2);
  return normal_cdf(shift - z) + normal_cdf(-shift - z);
}

std::optional<double> users_for_power(double true_lift, double standard_error, double power,
                                      double level) {
  if (true_lift == 0) return {};
  const double z = normal_quantile(1 - level / 2) + normal_quantile(power);
  return std::pow(standard_error * z / true_lift, 2);
}

}  // namespace mmoe
