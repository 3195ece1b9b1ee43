// SPDX-License-Identifier: Apache-2.0
// Numbers of a JSON report as cells of a text table.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace mmoe::cli {

/// Returns a whole number's digits.
std::string whole_cell(const nlohmann::ordered_json& value);

/// Returns four decimals; "–" for null.
std::string decimal_cell(const nlohmann::ordered_json& value);

}  // namespace mmoe::cli
