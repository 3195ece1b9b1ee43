// SPDX-License-Identifier: Apache-2.0
// The terminal output of a finished experiment: its table, and the claims that it has data for.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace mmoe::cli {

/// Returns the text. `result` is from make_result; `file` is where the result was written.
std::string result_text(const nlohmann::ordered_json& result,
                        const std::vector<std::string>& records, const std::string& file);

}  // namespace mmoe::cli
