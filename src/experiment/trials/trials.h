// SPDX-License-Identifier: Apache-2.0
// Expands an experiment into trials: model x setting x learning rate x run.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "data/data_set.h"
#include "data/setting_key.h"
#include "experiment/config/experiment.h"

namespace mmoe {

struct Trial {
  /// Readable and unique, e.g. "mmoe/cosine=0.5/lr=0.001/run=3".
  std::string key;
  std::size_t model = 0;    // index into Experiment::models
  std::size_t setting = 0;  // index into DataDescription::settings()
  double learning_rate = 0;
  std::uint32_t run = 0;
  /// Approximate number of multiplications of its training: trials of a round run longest first,
  /// which keeps all threads busy to the end.
  double cost = 0;
  /// What it trains, if that is not the experiment's entry as it stands: `model` as a search
  /// proposes it, where the key says how, or as it is on the setting (ModelSpec::at).
  std::shared_ptr<const ModelSpec> settings = nullptr;
};

/// The run number of the first pilot, which no reported run has: an experiment has at most a
/// million trials.
inline constexpr std::uint32_t kFirstPilotRun = 1'000'000;

/// Returns the model that the trial trains, with its options: `settings`, else the experiment's.
const ModelSpec& spec_of(const Experiment& experiment, const Trial& trial);

/// Returns Trial::cost of a training of `spec`.
double training_cost(const ModelSpec& spec, const Problem& problem);

/// Returns all reported trials, in the order of the result file: by setting, model, learning rate,
/// run.
/// Throws FieldError if there are more than a million, logic_error if two settings of the data have
/// the same key.
std::vector<Trial> expand(const Experiment& experiment, const DataDescription& data);

/// Returns the pilots, "mmoe/cosine=0.5/lr=0.001/pilot=0": of each model with several learning
/// rates every rate, on the runs on which one is chosen. None if it is chosen on the reported runs.
std::vector<Trial> expand_pilots(const Experiment& experiment, const DataDescription& data);

}  // namespace mmoe
