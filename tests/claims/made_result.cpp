// SPDX-License-Identifier: Apache-2.0
#include "claims/made_result.h"

#include <gtest/gtest.h>

namespace mmoe::testing {
namespace {

CellName cell_name(const std::string& text) {
  const auto at = text.find('@');
  return {text.substr(0, at), std::stod(text.substr(at + 1))};
}

std::vector<CellName> cell_names(const std::vector<std::string>& texts) {
  std::vector<CellName> names;
  for (const std::string& text : texts) names.push_back(cell_name(text));
  return names;
}

/// A result whose cells have two tasks, the second's values `other` more.
Result made(const MadeValues& values, const std::string& data, const std::string& setting,
            const std::string& metric, double other) {
  Result result;
  result.path = "made.json";
  result.experiment = {{"name", "made"}, {"data", {{"set", data}}}};
  for (const auto& [text, runs] : values) {
    const CellName name = cell_name(text);
    ResultCell cell{.model = name.model,
                    .setting = {{setting, name.at}},
                    .parameters = 1,
                    .learning_rate = 0.01,
                    .metrics = {{"first", metric, "test"}, {"second", metric, "test"}}};
    for (std::size_t run = 0; run < runs.size(); ++run) {
      TrialRecord trial;
      trial.model = cell.model;
      trial.setting = cell.setting;
      trial.learning_rate = cell.learning_rate;
      trial.run = static_cast<std::int64_t>(run);
      trial.metrics = {{"first", metric, "test", runs[run]},
                       {"second", metric, "test", runs[run] + other}};
      result.trials.push_back(trial);
    }
    result.cells.push_back(cell);
  }
  return result;
}

}  // namespace

Result made_losses(const MadeValues& values) {
  return made(values, "synthetic", "cosine", "mse", 0);
}

Result made_auc(const MadeValues& values, double other) {
  return made(values, "census-income", "group", "auc", other);
}

Claim made_claim(const std::string& comparison, const std::vector<std::string>& cells,
                 const std::vector<std::string>& than, double margin) {
  return {.name = "made",
          .family = "made",
          .where = "Figure 0",
          .support = "figure",
          .sentence = "Made up",
          .data = "synthetic",
          .setting = "cosine",
          .command = "mmoe-bench --exp made",
          .comparison = comparison,
          .cells = cell_names(cells),
          .than = cell_names(than),
          .task = "",
          .margin = margin};
}

Part only_part(const Claim& claim, const Result& result) {
  const auto parts = find_comparison(claim.comparison).compare(claim, result);
  EXPECT_EQ(parts.size(), 1U);
  return parts.at(0);
}

}  // namespace mmoe::testing
