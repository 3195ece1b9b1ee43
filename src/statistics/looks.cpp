// SPDX-License-Identifier: Apache-2.0
#include "statistics/looks.h"

#include <algorithm>
#include <cmath>

namespace mmoe {

double look_share(std::size_t looks) { return std::exp2(-static_cast<double>(looks)); }

std::optional<std::int64_t> next_look(std::int64_t runs, std::int64_t most) {
  const std::int64_t next = std::min(2 * runs, most);
  return 4 * next >= 5 * runs ? std::optional(next) : std::nullopt;
}

std::vector<std::int64_t> planned_looks(std::int64_t first, double of_a_run, double seconds) {
  std::vector<std::int64_t> looks = {first};
  while (true) {
    const double most = std::min(seconds / of_a_run, 2.0 * static_cast<double>(looks.back()));
    if (!(most > 0)) return looks;
    const auto next = next_look(looks.back(), static_cast<std::int64_t>(most));
    if (!next) return looks;
    looks.push_back(*next);
  }
}

}  // namespace mmoe
