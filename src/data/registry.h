// SPDX-License-Identifier: Apache-2.0
// The table of data sets: name, options with defaults, and how to open it.
#pragma once

#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "data/data_set.h"

namespace mmoe {

struct DataSetEntry {
  std::string name;
  std::string help;
  /// Returns [{name, type, default, help, ...}], one entry per option.
  std::function<nlohmann::ordered_json()> describe_options;
  /// Returns the defaults overwritten by `options`; throws FieldError "data.NAME: ..." on an
  /// invalid one.
  std::function<nlohmann::ordered_json(const nlohmann::json& options)> resolve;
  /// Opens the data set and reads its files, if any. `data_dir` is searched first; may be empty.
  std::function<std::unique_ptr<DataSet>(const nlohmann::json& options, std::uint64_t seed,
                                         const std::string& data_dir)>
      open;
  bool searches_files = false;  // whether `data_dir` says where
};

const std::vector<DataSetEntry>& data_sets();
std::vector<std::string> data_set_names();
/// Throws FieldError at `where`, which suggests the nearest name.
const DataSetEntry& find_data_set(const std::string& name, const std::string& where);

}  // namespace mmoe
