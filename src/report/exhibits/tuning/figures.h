// SPDX-License-Identifier: Apache-2.0
// Figures of a search for settings.
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "report/figures/figure.h"

namespace mmoe {

/// The best objective so far of all models, over trainings and over seconds; for each study its
/// trainings over each option with the predicted objective, and its best settings in parallel
/// coordinates. `studies` are those of a summary (tuning/search/summary.h).
std::vector<Figure> tuning_figures(const nlohmann::ordered_json& studies);

}  // namespace mmoe
