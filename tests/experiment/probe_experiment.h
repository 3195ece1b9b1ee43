// SPDX-License-Identifier: Apache-2.0
// A small experiment on ProbeData: 2 settings x 2 models x 2 learning rates x runs.
#pragma once

#include "experiment/data_snapshot.h"
#include "experiment/engine.h"
#include "experiment/probe_data.h"

namespace mmoe::testing {

inline nlohmann::ordered_json probe_config(int runs = 1) {
  return nlohmann::ordered_json::parse(R"({
    "name": "probe", "data": {"set": "probe"}, "seed": 5,
    "training": {"batch": 8, "steps": 4, "evaluate_every": 2, "learning_rates": [0.001, 0.01]},
    "models": [{"model": "shared-bottom", "options": {"bottom": [6], "tower": [3]}},
               {"model": "mmoe", "options": {"experts": 2, "expert": [4], "tower": [3]}}],
    "runs": )" + std::to_string(runs) + "}");
}

/// The experiment with what it runs on.
struct Probe {
  explicit Probe(const nlohmann::ordered_json& config = probe_config())
      : experiment(read_experiment(config)), trials(expand(experiment, data)) {}

  std::vector<nlohmann::ordered_json> run(Store* store, std::size_t jobs = 1) const {
    return run_trials({.experiment = experiment,
                       .data = data,
                       .trials = trials,
                       .jobs = jobs,
                       .store = store,
                       .on_trial = {}});
  }

  ProbeData data;
  Experiment experiment;
  std::vector<Trial> trials;
};

/// Records without the one member that says how long they took.
inline std::vector<nlohmann::ordered_json> without_seconds(
    std::vector<nlohmann::ordered_json> records) {
  for (auto& record : records) record.erase("seconds");
  return records;
}

}  // namespace mmoe::testing
