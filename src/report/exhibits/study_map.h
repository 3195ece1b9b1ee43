// SPDX-License-Identifier: Apache-2.0
// A study's summary (results/schema/sensitivity-1.schema.json) as a map: where in the design the
// paper's picture holds, and which factors decide it.
#pragma once

#include <nlohmann/json.hpp>

#include "report/exhibits/exhibit.h"

namespace mmoe {

/// Returns a panel a measure on held-out loss, a point a design point, over the two factors that
/// decide the measure most. Throws nlohmann::json::exception where the summary is not as its schema
/// says.
Exhibit study_map(const nlohmann::ordered_json& study);

}  // namespace mmoe
