// SPDX-License-Identifier: Apache-2.0
#include "experiment/trials/signature.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <string_view>

#include "base/bytes.h"
#include "base/sha256.h"
#include "data/synthetic/synthetic.h"
#include "experiment/trials/run_trial.h"
#include "experiment/trials/scheduler.h"
#include "experiment/trials/signature_data.h"
#include "nn/initialise.h"

namespace mmoe {
namespace {

/// Increase it with every change of computed numbers that the probe does not cover, such as of what
/// happens after its dozen steps, so that older stored trials are not reused. 2: subnormal numbers
/// are zero in training.
constexpr std::string_view kComputation = "2";

ModelSpec probe_model(const ModelEntry& entry, const std::string& optimiser,
                      const std::string& initialisation) {
  ModelSpec spec{.label = fmt::format("{}-{}-{}", entry.name, optimiser, initialisation),
                 .entry = &entry,
                 .match_parameters = "",
                 .options = entry.resolve(nlohmann::json::object(), entry.name),
                 .training = {}};
  spec.training.batch = 33;  // odd, so that the tails of vectorised loops are covered
  spec.training.steps = 12;
  spec.training.evaluate_every = 5;
  spec.training.learning_rates = {0.01};
  spec.training.initialisation = initialisation;
  spec.training.optimiser.name = optimiser;
  spec.training.optimiser.clip_norm = 1;
  return spec;
}

SyntheticOptions small_tasks() {
  SyntheticOptions options;
  options.dimension = 21;
  options.cosine = {0.5};
  options.validation_rows = 40;
  options.test_rows = 40;
  return options;
}

/// Metrics follow from the outputs, which are hashed as well. Those that came later than these are
/// left out, so that trials stored before stay known.
bool is_hashed(const TrialMetric& metric) {
  constexpr std::array kHashed = {"mse", "auc", "log_loss", "accuracy", "r2"};
  return std::ranges::find(kHashed, metric.metric) != kHashed.end();
}

std::string digest(const TrialOutcome& outcome) {
  TrialRecord hashed = outcome.record;
  std::erase_if(hashed.metrics, [](const TrialMetric& metric) { return !is_hashed(metric); });
  nlohmann::ordered_json record = hashed;
  record.erase("seconds");
  Sha256 hash;
  hash.update(record.dump());
  hash.update(bytes_of_list(outcome.training.theta));
  for (const auto& outputs : outcome.training.outputs) hash.update(bytes_of_list(outputs));
  return hash.hex();
}

void add_trials(Sha256& hash, const Experiment& experiment, const DataSet& data, std::size_t jobs) {
  const std::vector<Trial> trials = expand(experiment, data);
  std::vector<std::string> digests(trials.size());
  Scheduler scheduler(jobs);
  for (std::size_t t = 0; t < trials.size(); ++t) {
    scheduler.add(trials[t].cost,
                  [&, t] { digests[t] = digest(run_trial(experiment, data, trials[t])); });
  }
  scheduler.run();
  for (const std::string& d : digests) hash.update(d);
}

}  // namespace

Experiment signature_probe(const ModelEntry& model) {
  Experiment probe;
  probe.seed = 42;
  for (const std::string& scheme : scheme_names()) {
    probe.models.push_back(probe_model(model, "adam", scheme));
  }
  probe.models.push_back(probe_model(model, "sgd", scheme_names().front()));
  return probe;
}

std::string signature_of(const Experiment& probe, std::size_t jobs) {
  Sha256 hash;
  hash.update(kComputation);
  add_trials(hash, probe, SyntheticDataSet(small_tasks(), probe.seed), jobs);
  add_trials(hash, probe, ProbeData(), jobs);
  return hash.hex();
}

std::string model_signature(const ModelEntry& model) {
  static std::map<std::string, std::string> known;
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  std::string& signature = known[model.name];
  if (signature.empty()) signature = signature_of(signature_probe(model), 1);
  return signature;
}

nlohmann::ordered_json model_signatures(const Experiment& experiment) {
  std::map<std::string, std::string> by_name;
  for (const ModelSpec& spec : experiment.models) {
    by_name[spec.entry->name] = model_signature(*spec.entry);
  }
  return by_name;
}

std::string compute_signature(std::size_t jobs) {
  Sha256 hash;
  for (const ModelEntry& model : models()) hash.update(signature_of(signature_probe(model), jobs));
  return hash.hex();
}

}  // namespace mmoe
