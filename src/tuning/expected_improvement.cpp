// SPDX-License-Identifier: Apache-2.0
#include "tuning/expected_improvement.h"

#include <cmath>
#include <numbers>

namespace mmoe {
namespace {

const double kLogSqrtTwoPi = 0.5 * std::log(2 * std::numbers::pi);

/// t of Mills' ratio (1 - Phi(x)) / phi(x) = 1 / (x + t), t = 1 / (x + 2 / (x + 3 / ...)), x >= 4:
/// 60 terms leave less than 1e-38.
double mills_tail(double x) {
  double t = 0;
  for (int k = 60; k >= 1; --k) t = k / (x + t);
  return t;
}

}  // namespace

LogImprovement log_improvement(double z) {
  if (z > -4) {
    const double density = std::exp(-0.5 * z * z - kLogSqrtTwoPi);
    const double cdf = 0.5 * std::erfc(-z / std::numbers::sqrt2);
    const double h = density + z * cdf;
    return {std::log(h), cdf / h, density / h};
  }
  // The sum would cancel: h = phi (1 - x / (x + t)) = phi t / (x + t) with x = -z.
  const double x = -z;
  const double t = mills_tail(x);
  return {-0.5 * z * z - kLogSqrtTwoPi + std::log(t / (x + t)), 1 / t, (x + t) / t};
}

}  // namespace mmoe
