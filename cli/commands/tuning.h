// SPDX-License-Identifier: Apache-2.0
// What is printed of a search for settings.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "tuning/search/session.h"

namespace mmoe::cli {

/// The best settings, the budget and the importances of a summary (tuning/search/summary.h).
std::string tuning_text(const nlohmann::ordered_json& summary);

/// What --dry-run shows: studies and trainings. Which trials they are the search decides.
void print_search_plan(const TuningSession& session, bool json);

}  // namespace mmoe::cli
