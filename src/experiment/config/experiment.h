// SPDX-License-Identifier: Apache-2.0
// An experiment as data: the data set, the models, their training, and the number of runs.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "data/data_set.h"
#include "experiment/config/model_spec.h"
#include "training/options.h"

namespace mmoe {

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
  std::int64_t pilot_runs = 0;  // on which rates are chosen; 0: on the reported runs
  std::uint64_t seed = 1;
  nlohmann::ordered_json live = {};  // of a simulated live test, which src/live reads; null: none

  /// Returns everything needed to run it again; reading it back gives the same experiment.
  nlohmann::ordered_json to_json() const;
};

/// Reads a complete configuration (already extended). Throws FieldError. Leaves the data set's
/// options unresolved, and widths to be matched as in the options.
Experiment read_experiment(const nlohmann::ordered_json& config);

/// Checks every model that a configuration lists, whether or not it will run. Throws FieldError.
void check_models(const nlohmann::ordered_json& config);

/// The members of an experiment's top level that are plain values: [{name, type, default, help,
/// ...}].
nlohmann::ordered_json describe_header();

/// Solves the widths of models with match_parameters for the given problem. A reference is first
/// looked up among the labels of the experiment's models that are not matched themselves, then
/// among registered models, with their defaults.
void match_models(Experiment& experiment, const Problem& problem);

/// Throws FieldError if a model cannot be trained on the problem's tasks as its options say
/// (TrainingOptions::check).
void check_training(const Experiment& experiment, const Problem& problem);

/// Returns `experiment`, from to_json, without the widths solved by match_models: what was
/// requested, the same before and after matching, on any data.
nlohmann::ordered_json without_matched_widths(nlohmann::ordered_json experiment);

}  // namespace mmoe
