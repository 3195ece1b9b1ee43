// SPDX-License-Identifier: Apache-2.0
// Parses lists, sweeps and times on the command line.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace mmoe::cli {

/// "a,b" -> {"a", "b"}; "" -> {}.
std::vector<std::string> split_list(const std::string& text);

/// Parses numbers: "0.1,0.3" or a range FIRST:LAST:STEP, which includes LAST if a step reaches it
/// (within a millionth of the step). Throws InputError naming `flag`.
nlohmann::ordered_json parse_sweep(const std::string& text, const std::string& flag);

/// Parses a time, "90s", "30m" or "8h", as seconds. Throws InputError naming `flag`.
double parse_duration(const std::string& text, const std::string& flag);

}  // namespace mmoe::cli
