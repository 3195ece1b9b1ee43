// SPDX-License-Identifier: Apache-2.0
#include "statistics/power/fewest_pairs.h"

namespace mmoe {

std::optional<std::size_t> fewest_pairs(const std::function<bool(std::size_t)>& enough) {
  std::size_t low = 2;  // bisection over [low, high]
  std::size_t high = 1'000'000;
  if (!enough(high)) return {};
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (enough(middle)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

}  // namespace mmoe
