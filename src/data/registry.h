// SPDX-License-Identifier: Apache-2.0
// The table of data sets: a name gives its options with defaults, and opens it.
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
  /// [{name, type, default, help, ...}] of every option.
  std::function<nlohmann::ordered_json()> describe_options;
  /// Defaults overwritten by `options`; throws FieldError "data.NAME: ..." on a bad one.
  std::function<nlohmann::ordered_json(const nlohmann::json& options)> resolve;
  /// Reads what there is to read. `data_dir`: where files are looked for first; may be empty.
  std::function<std::unique_ptr<DataSet>(const nlohmann::json& options, std::uint64_t seed,
                                         const std::string& data_dir)>
      open;
};

const std::vector<DataSetEntry>& data_sets();
std::vector<std::string> data_set_names();
/// Throws FieldError at `where` with the nearest name.
const DataSetEntry& find_data_set(const std::string& name, const std::string& where);

}  // namespace mmoe
