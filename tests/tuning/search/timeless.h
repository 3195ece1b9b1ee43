// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

namespace mmoe::testing {

/// What the summary of a search says, without what depends on the machine: its times.
inline nlohmann::ordered_json timeless(nlohmann::ordered_json summary) {
  summary.erase("environment");
  for (nlohmann::ordered_json& study : summary["studies"]) {
    for (const char* member : {"seconds", "tuner_seconds", "fresh_seconds"}) {
      study["budget"].erase(member);
    }
    for (nlohmann::ordered_json& trial : study["trials"]) trial.erase("seconds");
  }
  return summary;
}

}  // namespace mmoe::testing
