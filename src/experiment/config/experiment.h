// SPDX-License-Identifier: Apache-2.0
// An experiment is data: which data set, which models, how they are trained, how many runs.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "data/data_set.h"
#include "models/registry.h"
#include "training/options.h"

namespace mmoe {

/// One of the models compared.
struct ModelSpec {
  std::string label;  // names it in keys and tables; the model's name unless two of a kind differ
  const ModelEntry* entry = nullptr;
  /// The model whose size it takes: a label or name, empty for none; or, where match_options are
  /// not null but resolved, the name of a model with these, which is not compared.
  std::string match_parameters;
  nlohmann::ordered_json match_options = {};
  nlohmann::ordered_json options;  // resolved
  TrainingOptions training;        // the experiment's, with the model's own overrides
};

/// Everything that determines the results.
struct Experiment {
  std::string name;
  std::string title;
  std::string description;
  std::string data_set;
  nlohmann::ordered_json data_options;
  TrainingOptions training;
  std::vector<ModelSpec> models;
  std::int64_t runs = 1;
  std::uint64_t seed = 1;

  /// Returns all that is needed to run it again; reading it back gives the same experiment.
  nlohmann::ordered_json to_json() const;
};

/// Reads a complete configuration (nothing left to extend). Throws FieldError. Options of the data
/// set are left as they are given, and widths to be matched are those of the options.
Experiment read_experiment(const nlohmann::ordered_json& config);

/// Reads every model that a configuration lists, whether or not it is to be run. Throws FieldError.
void check_models(const nlohmann::ordered_json& config);

/// Solves the widths of models with match_parameters, for the problem at hand. A label is that of a
/// model of the experiment that is not matched itself; failing that, a name is the model of the
/// registry with its defaults.
void match_models(Experiment& experiment, const Problem& problem);

/// Throws FieldError if a model is to be trained towards what the problem's tasks do not have.
void check_objectives(const Experiment& experiment, const Problem& problem);

/// `experiment`, as to_json gives it, without the widths that match_models finds: what was asked
/// for, the same before and after, on any data.
nlohmann::ordered_json without_matched_widths(nlohmann::ordered_json experiment);

}  // namespace mmoe
