// SPDX-License-Identifier: Apache-2.0
#include "json_cells.h"

#include <fmt/format.h>

#include <cstdint>

namespace mmoe::cli {

std::string whole_cell(const nlohmann::ordered_json& value) {
  return std::to_string(value.get<std::int64_t>());
}

std::string decimal_cell(const nlohmann::ordered_json& value) {
  return value.is_null() ? "–" : fmt::format("{:.4f}", value.get<double>());
}

}  // namespace mmoe::cli
