// SPDX-License-Identifier: Apache-2.0
// Small results for tests of exhibits.
#pragma once

#include <string>
#include <vector>

#include "report/exhibits/exhibit.h"

namespace mmoe::testing {

inline double number(const TableCell& cell) { return std::get<Number>(cell).value.value(); }

/// A result of one cell a model and setting, whose runs have the given test metrics of one task.
struct ExhibitBuilder {
  Result result;

  explicit ExhibitBuilder(const std::string& data_set) {
    result.experiment = {{"name", "made"},
                         {"data", {{"set", data_set}}},
                         {"models", nlohmann::ordered_json::array()}};
    result.environment = nlohmann::ordered_json::object();
    result.data = nlohmann::ordered_json::object();
  }

  void add(const std::string& model, const nlohmann::ordered_json& setting,
           const std::string& metric, const std::vector<double>& main,
           const std::vector<double>& auxiliary = {}) {
    ResultCell cell;
    cell.model = model;
    cell.setting = setting;
    cell.learning_rate = 0.1;
    cell.metrics.push_back({"main", metric, "test"});
    if (!auxiliary.empty()) cell.metrics.push_back({"auxiliary", metric, "test"});
    result.cells.push_back(cell);
    for (std::size_t run = 0; run < main.size(); ++run) {
      TrialRecord trial;
      trial.model = model;
      trial.setting = setting;
      trial.learning_rate = cell.learning_rate;
      trial.run = static_cast<std::int64_t>(run);
      // Validation puts the runs in the order that test does.
      for (const char* split : {"validation", "test"}) {
        trial.metrics.push_back({"main", metric, split, main[run]});
        if (!auxiliary.empty()) {
          trial.metrics.push_back({"auxiliary", metric, split, auxiliary[run]});
        }
      }
      result.trials.push_back(trial);
    }
  }
};

}  // namespace mmoe::testing
