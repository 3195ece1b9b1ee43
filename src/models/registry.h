// SPDX-License-Identifier: Apache-2.0
// The table of models: name, factory, options with defaults, and one line of help.
#pragma once

#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "models/model.h"

namespace mmoe {

struct ModelEntry {
  std::string name;    // on the command line and in JSON
  std::string title;   // in tables and figures
  std::string source;  // section and equation of the paper
  std::string help;
  std::string width_option;        // the option whose widths set the model's size
  bool independent_tasks = false;  // the tasks share nothing, and each may stop early on its own

  /// Returns [{name, type, default, help, ...}], one entry per option.
  std::function<nlohmann::ordered_json()> describe_options;
  /// Returns the defaults overwritten by `options`; throws InputError "WHERE.name: ..." on an
  /// invalid one.
  std::function<nlohmann::ordered_json(const nlohmann::json& options, const std::string& where)>
      resolve;
  std::function<std::unique_ptr<Model<float>>(const nlohmann::json&, const Problem&)> make_float;
  std::function<std::unique_ptr<Model<double>>(const nlohmann::json&, const Problem&)> make_double;
};

const std::vector<ModelEntry>& models();
std::vector<std::string> model_names();
/// Throws FieldError "WHERE: unknown model ...", which suggests the nearest name.
const ModelEntry& find_model(const std::string& name, const std::string& where);

}  // namespace mmoe
