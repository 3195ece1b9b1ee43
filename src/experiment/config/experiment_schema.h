// SPDX-License-Identifier: Apache-2.0
// What an experiment file may hold, for people and for editors: made from the fields that read it,
// so that neither can be out of date.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace mmoe {

/// The members of one object of the file.
struct FieldSection {
  std::string path;               // "", "training", "data (synthetic)", "models[].options (mmoe)"
  nlohmann::ordered_json fields;  // [{name, type, default, choices, min, max, help}]
};

std::vector<FieldSection> experiment_sections();

/// Returns the JSON Schema (2020-12) of experiment files, also of those that extend another.
nlohmann::ordered_json experiment_schema();

}  // namespace mmoe
