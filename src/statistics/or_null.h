// SPDX-License-Identifier: Apache-2.0
// Undefined values are null in JSON, never 0 or NaN.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>

#include "statistics/interval.h"

namespace mmoe {

template <typename Value>
nlohmann::ordered_json or_null(const std::optional<Value>& value) {
  return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json();
}

/// [low, high].
inline nlohmann::ordered_json or_null(const std::optional<Interval>& interval) {
  return interval ? nlohmann::ordered_json::array({interval->low, interval->high})
                  : nlohmann::ordered_json();
}

/// Returns the number in JSON; empty if it is null.
inline std::optional<double> number_or_none(const nlohmann::ordered_json& value) {
  return value.is_null() ? std::nullopt : std::optional(value.get<double>());
}

}  // namespace mmoe
