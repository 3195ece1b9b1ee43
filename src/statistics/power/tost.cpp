// SPDX-License-Identifier: Apache-2.0
#include "statistics/power/tost.h"

#include <algorithm>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>

#include "statistics/distributions.h"
#include "statistics/power/fewest_pairs.h"

namespace mmoe {

double tost_power(double difference, double margin, std::size_t n, double level) {
  const auto dof = static_cast<double>(n - 1);
  const double root = std::sqrt(static_cast<double>(n));
  const double t = student_upper_quantile(level, dof);
  const auto chance = [&](double s) {
    const double inside = normal_cdf(root * (margin - difference) - t * s) -
                          normal_cdf(-root * (margin + difference) + t * s);
    return inside * sd_ratio_density(s, dof);
  };
  // No mean passes if s >= sqrt(n) margin / t; and s is within 12 of its standard deviations of 1.
  const double reach = 12 / std::sqrt(2 * dof);
  const double low = std::max(0.0, 1 - reach);
  const double high = std::min(1 + reach, root * margin / t);
  if (!(high > low)) return 0;
  using Quadrature = boost::math::quadrature::gauss_kronrod<double, 61>;
  return Quadrature::integrate(chance, low, high, 10, 1e-12);
}

std::optional<std::size_t> tost_pairs_needed(double difference, double margin, double power,
                                             double level) {
  if (std::abs(difference) >= margin) return {};
  return fewest_pairs(
      [&](std::size_t n) { return tost_power(difference, margin, n, level) >= power; });
}

}  // namespace mmoe
