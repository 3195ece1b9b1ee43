// SPDX-License-Identifier: Apache-2.0
// What a surrogate believes along each option, the others held at one setting.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <span>
#include <vector>

#include "tuning/surrogate.h"

namespace mmoe {

struct OptionSlice {
  std::vector<nlohmann::ordered_json> values;  // of the option, ascending in `places`
  std::vector<double> places;                  // their coordinates, in [0, 1]
  std::vector<double> means;                   // posterior means, on the scale of the objective
};

/// At most `most` >= 2 levels of an option, ascending, as evenly over its scale as they can be; the
/// first and the last are among them.
std::vector<std::int64_t> even_levels(const SearchSpace& space, Eigen::Index k, std::int64_t most);

/// One per option, through `centre`, with at most 33 values each. Posterior means are brought back
/// to the scale of the objective (unwarped in output_warp.h). `surrogate` is that of `trials`.
std::vector<OptionSlice> option_slices(const SearchSpace& space, const Surrogate& surrogate,
                                       std::span<const TunedTrial> trials,
                                       const SearchPoint& centre);

}  // namespace mmoe
