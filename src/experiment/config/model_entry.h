// SPDX-License-Identifier: Apache-2.0
// Entries of a configuration's list of models: a name, or {model, label, options, ...}.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "base/json_file.h"

namespace mmoe {

/// Returns the entry of that label, which is its model's name if it has none; end() without one.
nlohmann::ordered_json::const_iterator find_label(const nlohmann::ordered_json& models,
                                                  const std::string& label);

/// Removes the member at `path` from an entry of `models`.
void erase_member(nlohmann::ordered_json& model, const std::string& path);

/// Removes the member at `path` from what an entry says of settings of the data (ModelSpec::at).
void erase_at_settings(nlohmann::ordered_json& model, const std::string& path);

/// Sets a member of one model, on all settings of the data: `path` is models.LABEL.MEMBER, such as
/// models.mmoe.experts; members that an entry does not have itself are options of the model. Throws
/// InputError, naming `origin`, if no listed model has the label.
void override_model_member(JsonText& config, const std::string& path, nlohmann::ordered_json value,
                           const std::string& origin);

}  // namespace mmoe
