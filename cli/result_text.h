// SPDX-License-Identifier: Apache-2.0
// What a finished experiment shows on the terminal: its table, and the claims that it can tell.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace mmoe::cli {

/// `result` is what make_result gave; `file` is where the result was written.
std::string result_text(const nlohmann::ordered_json& result,
                        const std::vector<std::string>& records, const std::string& file);

}  // namespace mmoe::cli
