// SPDX-License-Identifier: Apache-2.0
#include "statistics/ranks.h"

#include <algorithm>
#include <numeric>

namespace mmoe {

Ranks rank(std::span<const double> values, double rounding) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });

  Ranks result{.ranks = std::vector<double>(values.size())};
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    const double least = values[order[begin]];
    while (end < order.size() &&
           (values[order[end]] == least || values[order[end]] - least <= rounding)) {
      ++end;
    }
    const double shared = static_cast<double>(begin + 1 + end) / 2;  // mean of begin+1 ... end
    for (std::size_t i = begin; i < end; ++i) result.ranks[order[i]] = shared;
    const auto t = static_cast<double>(end - begin);
    result.tie_sum += t * t * t - t;
  }
  return result;
}

}  // namespace mmoe
