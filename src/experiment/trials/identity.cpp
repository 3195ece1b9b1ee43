// SPDX-License-Identifier: Apache-2.0
#include "experiment/trials/identity.h"

#include "base/sha256.h"

namespace mmoe {
namespace {

using nlohmann::json;

/// Unordered JSON sorts its members, so their order makes no difference.
json departures(const json& options, const json& defaults) {
  json found = json::object();
  for (const auto& [name, value] : options.items()) {
    const json usual = defaults.value(name, json());
    if (value == usual) continue;
    found[name] = value.is_object() && usual.is_object() ? departures(value, usual) : value;
  }
  return found;
}

}  // namespace

std::string trial_identity(const Experiment& experiment, const DataDescription& data,
                           const Trial& trial, const nlohmann::ordered_json& signatures) {
  const ModelSpec& spec = spec_of(experiment, trial);
  json training = departures(spec.training.write(), TrainingOptions{}.write());
  training.erase("learning_rates");
  const json defaults = spec.entry->resolve(json::object(), spec.entry->name);
  const json determinants = {{"key", trial.key},
                             {"model", spec.entry->name},
                             {"options", departures(spec.options, defaults)},
                             {"training", training},
                             {"learning_rate", trial.learning_rate},
                             {"data_set", experiment.data_set},
                             {"data", nlohmann::json(data.identity(trial.setting))},
                             {"setting", nlohmann::json(data.settings()[trial.setting])},
                             {"seed", experiment.seed},
                             {"run", trial.run},
                             {"signature", json(signatures.at(spec.entry->name))}};
  return sha256_hex(determinants.dump());
}

}  // namespace mmoe
