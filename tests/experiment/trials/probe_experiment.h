// SPDX-License-Identifier: Apache-2.0
// A small experiment: 2 correlations x 2 models x 2 learning rates x runs, 4 steps each.
#pragma once

#include "experiment/config/catalogue.h"
#include "experiment/trials/engine.h"

namespace mmoe::testing {

inline nlohmann::ordered_json probe_config(int runs = 1) {
  nlohmann::ordered_json config = nlohmann::ordered_json::parse(R"({
    "name": "probe", "seed": 5,
    "data": {"set": "synthetic", "dimension": 6, "cosine": [0.5, 1.0],
             "validation_rows": 20, "test_rows": 20},
    "training": {"batch": 8, "steps": 4, "evaluate_every": 2, "learning_rates": [0.001, 0.01]},
    "models": [{"model": "shared-bottom", "options": {"bottom": [6], "tower": [3]}},
               {"model": "mmoe", "options": {"experts": 2, "expert": [4], "tower": [3]}}]})");
  config["runs"] = runs;
  return config;
}

/// The experiment with what it runs on.
struct Probe {
  explicit Probe(const nlohmann::ordered_json& config = probe_config())
      : prepared(prepare({config, {}}, "")), trials(expand(experiment, data)) {}

  std::vector<TrialRecord> run(Store* store, std::size_t jobs = 1) const {
    TrialList list(trials);
    return run_trials({.experiment = experiment,
                       .data = data,
                       .source = list,
                       .jobs = jobs,
                       .store = store,
                       .on_trial = {}});
  }

  Prepared prepared;
  const Experiment& experiment = prepared.experiment;
  const DataSet& data = *prepared.data;
  std::vector<Trial> trials;
};

/// Their texts, but for how long they took.
inline std::vector<std::string> without_seconds(std::vector<TrialRecord> records) {
  std::vector<std::string> texts;
  for (TrialRecord& record : records) {
    record.seconds = 0;
    texts.push_back(record_text(record));
  }
  return texts;
}

}  // namespace mmoe::testing
