// SPDX-License-Identifier: Apache-2.0
#include "statistics/median_interval.h"

#include <vector>

#include "statistics/distributions.h"
#include "statistics/sample.h"

namespace mmoe {

std::optional<MedianInterval> median_interval(std::span<const double> values, double level) {
  if (!is_sample(values, 1)) return {};
  const std::size_t n = values.size();
  const auto coverage = [n](std::size_t k) { return 1 - 2 * fair_coins_lower(k - 1, n); };
  std::size_t k = 0;
  while (2 * (k + 1) <= n && coverage(k + 1) >= level) ++k;
  if (k == 0) return {};
  const std::vector<double> ascending = sorted(values);
  return MedianInterval{{ascending[k - 1], ascending[n - k]}, coverage(k)};
}

}  // namespace mmoe
