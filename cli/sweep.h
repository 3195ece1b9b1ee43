// SPDX-License-Identifier: Apache-2.0
// Parses lists and sweeps on the command line.
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

}  // namespace mmoe::cli
