// SPDX-License-Identifier: Apache-2.0
#include "trained_text.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/json_file.h"
#include "results/labels.h"

namespace mmoe::cli {

using nlohmann::ordered_json;

std::string trained_text(const ordered_json& trial) {
  std::string text = "\ntrained\n";
  for (const char* member :
       {"experiment", "key", "learning_rate", "run", "seed", "selected_step"}) {
    if (trial.contains(member)) {
      text += fmt::format("  {:<24}{}\n", member, json_text(trial[member], -1));
    }
  }
  const auto validation = trial.is_object() ? trial.find("validation") : trial.end();
  if (validation == trial.end() || !validation->is_array()) return text;
  text += "\nvalidation\n";
  for (const ordered_json& metric : *validation) {
    if (!metric.is_object()) continue;
    const auto word = [&](const char* member) {
      const ordered_json found = metric.value(member, ordered_json());
      return found.is_string() ? plain_text(found) : "";
    };
    text += fmt::format("  {:<24}{:<12}{}\n", word("task"), word("metric"),
                        json_text(metric.value("value", ordered_json()), -1));
  }
  return text;
}

}  // namespace mmoe::cli
