// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "report/figures/figure.h"

namespace mmoe {

/// What is predicted over the two options that matter most: a figure per setting of the data, a
/// panel per model, lines where the prediction is worse than its best by round numbers, the same in
/// all panels, and the trainings as dots.
std::vector<Figure> tuning_contours(const nlohmann::ordered_json& studies);

}  // namespace mmoe
