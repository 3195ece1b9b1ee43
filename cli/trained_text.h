// SPDX-License-Identifier: Apache-2.0
// How a kept model was trained, and its metrics on validation data, as text.
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace mmoe::cli {

/// Returns the members of SavedModel::trial that this program writes, in lines of at most `width`;
/// those that a later one adds are in the JSON of `model describe`.
std::string trained_text(const nlohmann::ordered_json& trial, std::size_t width);

}  // namespace mmoe::cli
