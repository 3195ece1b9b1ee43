// SPDX-License-Identifier: Apache-2.0
#include "statistics/holm.h"

#include <algorithm>
#include <numeric>

namespace mmoe {

std::vector<std::optional<double>> holm(std::span<const std::optional<double>> p_values) {
  std::vector<std::size_t> order(p_values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return p_values[i].value_or(1); });

  std::vector<std::optional<double>> adjusted(p_values.size());
  double greatest = 0;
  for (std::size_t step = 0; step < order.size(); ++step) {
    const std::optional<double>& p = p_values[order[step]];
    if (!p) continue;
    greatest = std::max(greatest, std::min(1.0, static_cast<double>(order.size() - step) * *p));
    adjusted[order[step]] = greatest;
  }
  return adjusted;
}

}  // namespace mmoe
