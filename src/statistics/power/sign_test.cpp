// SPDX-License-Identifier: Apache-2.0
#include "statistics/power/sign_test.h"

#include <algorithm>
#include <cmath>

#include "statistics/distributions.h"

namespace mmoe {
namespace {

constexpr double kMostPairs = 1e6;  // as statistics/power/fewest_pairs.h

/// The least number of positives of n with which a test at `level` rejects; n + 1 if none does.
std::size_t least_positives(std::size_t n, double level) {
  const auto pairs = static_cast<double>(n);
  const double guess = pairs / 2 + normal_quantile(1 - level) * std::sqrt(pairs) / 2;
  auto k = std::min(n, static_cast<std::size_t>(std::max(guess, 1.0)));
  const auto rejects = [&](std::size_t positives) {
    return fair_coins_lower(n - positives, n) <= level;
  };
  while (k <= n && !rejects(k)) ++k;
  while (k > 0 && rejects(k - 1)) --k;
  return k;
}

}  // namespace

double sign_test_power(double share, std::size_t n, double level) {
  const std::size_t least = least_positives(n, level);
  return least > n ? 0 : coins_upper(least, n, share);
}

std::optional<std::size_t> sign_test_pairs_needed(double share, double power, double level) {
  if (share <= 0.5) return {};
  const double wanted =
      normal_quantile(1 - level) / 2 + normal_quantile(power) * std::sqrt(share * (1 - share));
  const double about = std::pow(std::max(wanted, 0.0) / (share - 0.5), 2);
  if (about > kMostPairs) return {};
  auto n = static_cast<std::size_t>(std::ceil(std::max(about, std::log2(1 / level))));
  while (sign_test_power(share, n, level) < power) ++n;
  return n;
}

}  // namespace mmoe
