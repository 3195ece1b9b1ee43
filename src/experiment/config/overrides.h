// SPDX-License-Identifier: Apache-2.0
// Options set by path, on top of what a configuration says.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "experiment/config/model_spec.h"

namespace mmoe {

/// Paths and values, in the order in which they are set.
using PathValues = std::vector<std::pair<std::string, nlohmann::ordered_json>>;

/// Returns the path and the value that is set there: a path that ends in [] takes the value as a
/// list of one.
std::pair<std::string, nlohmann::ordered_json> path_value(std::string path,
                                                          nlohmann::ordered_json value);

/// Sets the option at `path` in {"options": ..., "training": ...}: "training.batch" is one of the
/// training, "experts" or "options.experts" one of the model. Throws FieldError for other members.
void set_option(nlohmann::ordered_json& sections, const std::string& path,
                const nlohmann::ordered_json& value, const std::string& where);

/// Returns the model with options set, each as set_option does. Throws FieldError
/// "WHERE.options.expert: ..." for a path that is no option and for a value that the option may not
/// have.
ModelSpec with_overrides(ModelSpec spec, const PathValues& overrides, const std::string& where);

}  // namespace mmoe
