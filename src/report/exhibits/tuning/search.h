// SPDX-License-Identifier: Apache-2.0
// A search for settings: how the best objective fell, and what was found beside the settings by
// hand.
#pragma once

#include <nlohmann/json.hpp>

#include "report/exhibits/exhibit.h"

namespace mmoe {

/// `summary` is a file of schema mmoe-bench/tuning (tuning/search/summary.h).
Exhibit tuning_search(const nlohmann::ordered_json& summary);

}  // namespace mmoe
