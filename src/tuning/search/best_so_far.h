// SPDX-License-Identifier: Apache-2.0
// The best of a search after each trial, and what is believed of it in the end: the best of many
// noisy objectives is too good.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "statistics/summary.h"
#include "tuning/surrogate.h"

namespace mmoe {

struct BestSoFar {
  std::size_t trial;  // its position
  double objective;   // as it was seen
  // 95 % of the posterior of the objective of its setting without noise, given all trials.
  Interval believed;
};

/// One per trial; empty before the first that did not fail. `surrogate` is that of `trials`.
std::vector<std::optional<BestSoFar>> best_so_far(const SearchSpace& space,
                                                  const Surrogate& surrogate,
                                                  std::span<const TunedTrial> trials);

}  // namespace mmoe
