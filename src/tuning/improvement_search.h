// SPDX-License-Identifier: Apache-2.0
// Where a surrogate expects the greatest improvement: many candidates, then a local search from the
// most promising, by gradient along continuous options and level by level along the others.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>

#include "tuning/search_space.h"
#include "tuning/surrogate.h"

namespace mmoe {

/// The best setting found that is not among `tried`; empty if every candidate is. Candidates are a
/// Sobol sequence and neighbours of the best trials; of a small space they are all its settings.
/// A function of its arguments alone. `trials` is not empty.
std::optional<SearchPoint> search_improvement(const SearchSpace& space,
                                              std::span<const TunedTrial> trials,
                                              const std::set<SearchPoint>& tried,
                                              const Surrogate& surrogate, std::uint64_t seed);

}  // namespace mmoe
