// SPDX-License-Identifier: Apache-2.0
// Figures with panels for a setting have room for a few; tables hold all.
#pragma once

#include <string>
#include <vector>

#include "results/result_reader.h"

namespace mmoe {

/// Returns all settings where there are at most three; else those at the paper's cosines, where two
/// or more are there, else the first, the middle and the last.
std::vector<nlohmann::ordered_json> shown_settings(const Result& result);

bool is_shown(const Result& result, const nlohmann::ordered_json& setting);

/// Returns a note that names what the figures leave out; empty if they show all.
std::vector<std::string> shown_note(const Result& result);

}  // namespace mmoe
