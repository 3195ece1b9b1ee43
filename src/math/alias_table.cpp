// SPDX-License-Identifier: Apache-2.0
#include "math/alias_table.h"

#include <numeric>

namespace mmoe {

AliasTable::AliasTable(std::span<const double> weights) : slots_(weights.size()) {
  const double mean =
      std::accumulate(weights.begin(), weights.end(), 0.0) / static_cast<double>(weights.size());
  std::vector<double> left(weights.begin(), weights.end());
  std::vector<std::uint32_t> small, large;
  for (std::uint32_t i = 0; i < left.size(); ++i) {
    left[i] /= mean;
    slots_[i] = {1, i};
    (left[i] < 1 ? small : large).push_back(i);
  }
  // The rest of a small value's slot is filled by a large one, until all slots are full.
  while (!small.empty() && !large.empty()) {
    const std::uint32_t i = small.back(), giver = large.back();
    small.pop_back();
    slots_[i] = {static_cast<float>(left[i]), giver};
    left[giver] -= 1 - left[i];
    if (left[giver] < 1) {
      large.pop_back();
      small.push_back(giver);
    }
  }
}

}  // namespace mmoe
