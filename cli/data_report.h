// SPDX-License-Identifier: Apache-2.0
// The subcommands of `mmoe-bench data` that report on a data set's files: they share flags and the
// choice between JSON and text.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "command.h"
#include "data/kuairand/kuairand.h"

namespace mmoe::cli {

struct DataReport {
  const char* name;
  const char* description;
  const char* footer;
  nlohmann::ordered_json (*compute)(const std::string& data_dir);  // with {name, files}
  void (*print)(const nlohmann::ordered_json& report);             // as text
  /// The same of a table, by the path of its recipe; null if there is no such report.
  nlohmann::ordered_json (*compute_table)(const std::string& recipe) = nullptr;
  void (*print_table)(const nlohmann::ordered_json& report) = nullptr;
  /// The same of an edition of KuaiRand.
  nlohmann::ordered_json (*compute_kuairand)(const KuaiDataSet& data) = nullptr;
  void (*print_kuairand)(const nlohmann::ordered_json& report) = nullptr;
};

void add_data_report(CLI::App& data, Action& chosen, const DataReport& report);

}  // namespace mmoe::cli
