// SPDX-License-Identifier: Apache-2.0
#include "statistics/power.h"

#include <algorithm>
#include <cmath>

#include "statistics/distributions.h"

namespace mmoe {
namespace {

constexpr std::size_t kMostPairs = 1'000'000;
constexpr double kGreatestShift = 1000;  // power is 1 in double from 200 on; Boost fails near 1e5

}  // namespace

double paired_power(double d_z, std::size_t n, double level) {
  const auto dof = static_cast<double>(n - 1);
  const double critical = student_upper_quantile(level / 2, dof);
  const double shift = std::min(std::abs(d_z) * std::sqrt(n), kGreatestShift);
  return noncentral_student_two_sided(critical, dof, shift);
}

std::optional<std::size_t> pairs_needed(double d_z, double power, double level) {
  if (paired_power(d_z, kMostPairs, level) < power) return {};
  std::size_t low = 2;  // bisection over [low, high]: power rises with n
  std::size_t high = kMostPairs;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (paired_power(d_z, middle, level) >= power) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

}  // namespace mmoe
