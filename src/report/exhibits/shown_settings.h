// SPDX-License-Identifier: Apache-2.0
// Selects the settings shown in figures with one panel per setting; tables show all.
#pragma once

#include <string>
#include <vector>

#include "results/result_reader.h"

namespace mmoe {

/// Returns all settings if there are at most three; else those at the paper's cosines, if there are
/// two or more, else the first, the middle and the last.
std::vector<nlohmann::ordered_json> shown_settings(const Result& result);

bool is_shown(const Result& result, const nlohmann::ordered_json& setting);

/// Returns a note that names what the figures leave out; empty if they show all.
std::vector<std::string> shown_note(const Result& result);

}  // namespace mmoe
