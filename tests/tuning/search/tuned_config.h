// SPDX-License-Identifier: Apache-2.0
// An experiment that tunes one model, and what is said of it where it cannot.
#pragma once

#include <string>

#include "base/error.h"
#include "experiment/trials/probe_experiment.h"
#include "tuning/search/options.h"

namespace mmoe::testing {

/// The probe's experiment with "tune" of its second model, MMoE, on line 2 of a file.
inline JsonText tuned_config(const std::string& tune, const std::string& tuning = "{}") {
  nlohmann::ordered_json config = probe_config();
  config["tuning"] = nlohmann::ordered_json::parse(tuning);
  config["models"][1]["tune"] = nlohmann::ordered_json::parse(tune);
  return {config, {{"", "x.json"}, {"models[1].tune", "x.json:2"}, {"tuning", "x.json:1"}}};
}

inline std::string tuning_refusal(const std::string& tune, const std::string& tuning = "{}") {
  try {
    read_tuning(tuned_config(tune, tuning));
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

}  // namespace mmoe::testing
