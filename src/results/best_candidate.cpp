// SPDX-License-Identifier: Apache-2.0
#include "results/best_candidate.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace mmoe {
namespace {

/// {diverged runs, mean objective of the others}: smaller is better.
using Rating = std::pair<std::size_t, double>;

Rating rate(const Objectives& objectives) {
  std::size_t finite = 0;
  double sum = 0;
  for (const auto& objective : objectives) {
    if (!objective) continue;
    finite += 1;
    sum += *objective;
  }
  return {objectives.size() - finite,
          finite > 0 ? sum / static_cast<double>(finite) : std::numeric_limits<double>::infinity()};
}

}  // namespace

std::size_t best_candidate(const std::vector<Objectives>& candidates) {
  std::vector<Rating> ratings;
  for (const Objectives& candidate : candidates) ratings.push_back(rate(candidate));
  return static_cast<std::size_t>(std::ranges::min_element(ratings) - ratings.begin());
}

}  // namespace mmoe
