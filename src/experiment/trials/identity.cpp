// SPDX-License-Identifier: Apache-2.0
#include "experiment/trials/identity.h"

#include "base/sha256.h"

namespace mmoe {

std::string trial_identity(const Experiment& experiment, const DataDescription& data,
                           const Trial& trial, const std::string& signature) {
  const ModelSpec& spec = experiment.models[trial.model];
  nlohmann::json training = spec.training.write();
  training.erase("learning_rates");
  // Unordered JSON sorts its members, so the order they are written in makes no difference.
  const nlohmann::json determinants = {{"key", trial.key},
                                       {"model", spec.entry->name},
                                       {"options", nlohmann::json(spec.options)},
                                       {"training", training},
                                       {"learning_rate", trial.learning_rate},
                                       {"data_set", experiment.data_set},
                                       {"data", nlohmann::json(data.identity(trial.setting))},
                                       {"setting", nlohmann::json(data.settings()[trial.setting])},
                                       {"seed", experiment.seed},
                                       {"run", trial.run},
                                       {"signature", signature}};
  return sha256_hex(determinants.dump());
}

}  // namespace mmoe
