// SPDX-License-Identifier: Apache-2.0
#include "statistics/power/paired.h"

#include <algorithm>
#include <cmath>

#include "statistics/distributions.h"
#include "statistics/power/fewest_pairs.h"

namespace mmoe {
namespace {

constexpr double kGreatestShift = 1000;  // power is 1 in double from 200 on; Boost fails near 1e5

}  // namespace

double paired_power(double d_z, std::size_t n, double level) {
  const auto dof = static_cast<double>(n - 1);
  const double critical = student_upper_quantile(level / 2, dof);
  const double shift = std::min(std::abs(d_z) * std::sqrt(n), kGreatestShift);
  return noncentral_student_two_sided(critical, dof, shift);
}

std::optional<std::size_t> pairs_needed(double d_z, double power, double level) {
  return fewest_pairs([&](std::size_t n) { return paired_power(d_z, n, level) >= power; });
}

}  // namespace mmoe
