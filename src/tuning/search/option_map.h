// SPDX-License-Identifier: Apache-2.0
// What a surrogate believes over the two options that matter most, the others held at one setting.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "tuning/surrogate.h"

namespace mmoe {

struct OptionMap {
  Eigen::Index x = 0, y = 0;                         // the options; x matters most
  std::vector<double> x_places = {}, y_places = {};  // their coordinates, in [0, 1], ascending
  std::vector<std::vector<double>> means = {};  // [y][x], posterior means on the objective's scale
};

/// Through `centre`, at most 21 places along each option. Options that are categorical have no
/// order to draw: empty where fewer than two others have an importance above 0. `surrogate` is that
/// of `trials`, `importances` are those of option_importance.h.
std::optional<OptionMap> option_map(const SearchSpace& space, const Surrogate& surrogate,
                                    std::span<const TunedTrial> trials, const SearchPoint& centre,
                                    std::span<const double> importances);

}  // namespace mmoe
