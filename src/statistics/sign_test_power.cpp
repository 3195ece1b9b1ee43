// SPDX-License-Identifier: Apache-2.0
#include "statistics/sign_test_power.h"

#include <algorithm>
#include <cmath>

#include "statistics/distributions.h"

namespace mmoe {
namespace {

constexpr double kMostPairs = 1e6;  // as statistics/fewest_pairs.h

}  // namespace

std::optional<std::size_t> sign_test_pairs_needed(double share, double power, double level) {
  if (share <= 0.5) return {};
  const double wanted =
      normal_quantile(1 - level) / 2 + normal_quantile(power) * std::sqrt(share * (1 - share));
  const double n = std::pow(std::max(wanted, 0.0) / (share - 0.5), 2);
  if (n > kMostPairs) return {};
  return static_cast<std::size_t>(std::ceil(std::max(n, std::log2(1 / level))));
}

}  // namespace mmoe
