// SPDX-License-Identifier: Apache-2.0
#include "experiment/signature.h"

#include "base/sha256.h"
#include "data/synthetic.h"
#include "experiment/probe_data.h"
#include "experiment/scheduler.h"
#include "experiment/trial_record.h"

namespace mmoe {
namespace {

/// Every model at its default size with each optimiser, for a dozen steps.
Experiment probe_experiment() {
  Experiment experiment;
  experiment.seed = 42;
  for (const ModelEntry& entry : models()) {
    for (const char* optimiser : {"adam", "sgd"}) {
      ModelSpec spec{.label = entry.name + "-" + optimiser,
                     .entry = &entry,
                     .match_parameters = "",
                     .options = entry.resolve(nlohmann::json::object(), entry.name),
                     .training = {}};
      spec.training.batch = 33;  // odd, so that the tails of vectorised loops count too
      spec.training.steps = 12;
      spec.training.evaluate_every = 5;
      spec.training.learning_rates = {0.01};
      spec.training.optimiser.name = optimiser;
      spec.training.optimiser.clip_norm = 1;
      experiment.models.push_back(spec);
    }
  }
  return experiment;
}

SyntheticOptions small_tasks() {
  SyntheticOptions options;
  options.dimension = 21;
  options.cosine = {0.5};
  options.validation_rows = 40;
  options.test_rows = 40;
  return options;
}

template <typename Values>
std::string_view bytes(const Values& values) {
  return {reinterpret_cast<const char*>(values.data()),
          static_cast<std::size_t>(values.size()) * sizeof(*values.data())};
}

std::string digest(TrialOutcome outcome) {
  outcome.record.erase("seconds");
  Sha256 hash;
  hash.update(outcome.record.dump());
  hash.update(bytes(outcome.training.theta));
  for (const auto& outputs : outcome.training.predictions.outputs) hash.update(bytes(outputs));
  return hash.hex();
}

void add_trials(Sha256& hash, const Experiment& experiment, const DataSet& data, std::size_t jobs) {
  const std::vector<Trial> trials = expand(experiment, data);
  std::vector<std::string> digests(trials.size());
  run_all(
      {.count = trials.size(),
       .cost = [&](std::size_t i) { return trials[i].cost; },
       .run = [&](std::size_t i) { digests[i] = digest(run_trial(experiment, data, trials[i])); }},
      jobs);
  for (const std::string& d : digests) hash.update(d);
}

}  // namespace

std::string compute_signature(std::size_t jobs) {
  const Experiment experiment = probe_experiment();
  Sha256 hash;
  add_trials(hash, experiment, SyntheticDataSet(small_tasks(), experiment.seed), jobs);
  add_trials(hash, experiment, ProbeData(), jobs);
  return hash.hex();
}

const std::string& build_signature() {
  static const std::string signature = compute_signature(1);
  return signature;
}

}  // namespace mmoe
