// SPDX-License-Identifier: Apache-2.0
#include "trained_text.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/json_file.h"
#include "report/tables/text_table.h"
#include "results/labels.h"

namespace mmoe::cli {

using nlohmann::ordered_json;

namespace {

/// As many digits as tell runs apart; the JSON has all.
std::string metric_text(const ordered_json& value) {
  return value.is_number() ? fmt::format("{:.6g}", value.get<double>()) : json_text(value, -1);
}

std::string word_of(const ordered_json& metric, const char* member) {
  const ordered_json found = metric.value(member, ordered_json());
  return found.is_string() ? plain_text(found) : "";
}

}  // namespace

std::string trained_text(const ordered_json& trial, std::size_t width) {
  TextTable trained({{"trained", false}, {"", false}});
  for (const char* member :
       {"experiment", "key", "learning_rate", "run", "seed", "selected_step"}) {
    if (trial.contains(member)) trained.add({member, json_text(trial[member], -1)});
  }
  const std::string text = "\n" + trained.text(width);
  const auto validation = trial.is_object() ? trial.find("validation") : trial.end();
  if (validation == trial.end() || !validation->is_array()) return text;
  TextTable metrics({{"validation", false}, {"metric", false}, {"value"}});
  for (const ordered_json& metric : *validation) {
    if (!metric.is_object()) continue;
    metrics.add({word_of(metric, "task"), word_of(metric, "metric"),
                 metric_text(metric.value("value", ordered_json()))});
  }
  return text + "\n" + metrics.text(width);
}

}  // namespace mmoe::cli
