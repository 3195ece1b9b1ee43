// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace mmoe::cli {

/// Returns what a run prints of its simulated live test, the member "live" of its result:
/// report/live_answer.h, in lines as wide as the terminal.
std::string live_text(const nlohmann::ordered_json& live);

}  // namespace mmoe::cli
