// SPDX-License-Identifier: Apache-2.0
#include "experiment/signature.h"

#include "base/sha256.h"
#include "experiment/probe_data.h"
#include "experiment/scheduler.h"
#include "experiment/trial_record.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

/// Every model at its default size with each optimiser, for a dozen steps.
Experiment probe_experiment() {
  ordered_json list = ordered_json::array();
  for (const std::string& name : model_names()) {
    for (const char* optimiser : {"adam", "sgd"}) {
      list.push_back({{"model", name},
                      {"label", name + "-" + optimiser},
                      {"training", {{"optimiser", {{"name", optimiser}, {"clip_norm", 1.0}}}}}});
    }
  }
  return read_experiment({{"name", "signature"},
                          {"data", {{"set", "probe"}}},
                          {"training",
                           {{"batch", 33},  // odd: the tails of vectorised loops count too
                            {"steps", 12},
                            {"evaluate_every", 5},
                            {"learning_rates", ordered_json::array({0.01})}}},
                          {"models", list},
                          {"seed", 42}});
}

template <typename Floats>
std::string_view bytes(const Floats& values) {
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

}  // namespace

std::string compute_signature(std::size_t jobs) {
  const Experiment experiment = probe_experiment();
  const ProbeData data;
  const std::vector<Trial> trials = expand(experiment, data);
  std::vector<std::string> digests(trials.size());
  run_all(
      {.count = trials.size(),
       .cost = [&](std::size_t i) { return trials[i].cost; },
       .run = [&](std::size_t i) { digests[i] = digest(run_trial(experiment, data, trials[i])); }},
      jobs);
  Sha256 hash;
  for (const std::string& d : digests) hash.update(d);
  return hash.hex();
}

const std::string& build_signature() {
  static const std::string signature = compute_signature(1);
  return signature;
}

}  // namespace mmoe
