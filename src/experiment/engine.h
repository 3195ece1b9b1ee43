// SPDX-License-Identifier: Apache-2.0
// Runs the trials of an experiment and returns their records.
#pragma once

#include <cstddef>
#include <functional>
#include <nlohmann/json.hpp>
#include <vector>

#include "experiment/trial_record.h"

namespace mmoe {

/// What there is to tell after a trial; called by one thread at a time.
struct TrialEvent {
  const Trial& trial;
  const TrialOutcome& outcome;
  std::size_t done = 0;
  std::size_t total = 0;
  double cost_done = 0;   // of the finished trials, in units of Trial::cost
  double cost_total = 0;  // of all
};

struct EngineInput {
  const Experiment& experiment;
  const DataSet& data;
  const std::vector<Trial>& trials;
  std::size_t jobs = 1;
  std::function<void(const TrialEvent&)> on_trial;
};

/// Records in the order of `trials`, the same for any number of jobs.
std::vector<nlohmann::ordered_json> run_trials(const EngineInput& input);

}  // namespace mmoe
