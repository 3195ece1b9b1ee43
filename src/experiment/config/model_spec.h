// SPDX-License-Identifier: Apache-2.0
// The models of an experiment, as its file lists them.
#pragma once

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "models/registry.h"
#include "training/options.h"

namespace mmoe {

/// One of the models compared.
struct ModelSpec {
  std::string label;  // name in keys and tables; by default the model's name
  const ModelEntry* entry = nullptr;
  /// The model to match in size: a label or name, or empty for none; if match_options is not null,
  /// the name of a model with these (resolved) options, which is not compared.
  std::string match_parameters;
  nlohmann::ordered_json match_options = {};
  nlohmann::ordered_json options;  // resolved
  TrainingOptions training;        // the experiment's, with the model's overrides
  /// Where it differs on settings of the data: {"group=1": {"options": ..., "training": ...}}, by
  /// the setting's key; null: nowhere.
  nlohmann::ordered_json at = {};
};

/// Returns what the model is on the setting of that key.
ModelSpec spec_at(ModelSpec spec, const std::string& setting_key);

/// Members of an entry of "models"; any other name in a path is one of the model's options.
inline constexpr std::array<std::string_view, 6> kModelMembers = {
    "model", "label", "match_parameters", "options", "training", "at"};
inline bool is_model_member(std::string_view name) {
  return std::ranges::find(kModelMembers, name) != kModelMembers.end();
}

/// Reads a "training" object over `options`; `where` is its path. Throws FieldError.
TrainingOptions read_training(TrainingOptions options, nlohmann::ordered_json config,
                              const std::string& where);

/// Reads the list "models"; `training` holds where a model says nothing. Throws FieldError.
std::vector<ModelSpec> read_models(const nlohmann::ordered_json& config,
                                   const TrainingOptions& training);

/// The members of an entry of the list that are plain values: [{name, type, default, help, ...}].
nlohmann::ordered_json describe_model_members();

}  // namespace mmoe
