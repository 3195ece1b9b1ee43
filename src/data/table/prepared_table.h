// SPDX-License-Identifier: Apache-2.0
// A table ready to train on: in memory, or, where it is large, mapped from the user's cache, which
// is made once.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "data/table/encoding.h"
#include "data/table/table_cache.h"

namespace mmoe {

struct PreparedTable {
  TableEncoding encoding = {};
  std::vector<LabelEncoder> labels = {};  // by task
  std::string digest = {};                // of what a run reads
  nlohmann::ordered_json description = {};
  std::optional<TableCacheFiles> cache = {};  // where the examples are mapped
};

/// Gives the same examples, digest and errors, cached or not. Throws as load_table and encode_table
/// do. A damaged cache is made again; where one cannot be made, a warning says why, and the table
/// is read into memory.
PreparedTable prepare_table(const TableRecipe& recipe, std::uint64_t seed, const TableCache& cache);

/// Reads the columns of a table as prepare_table does, then splits and labels.
LoadedTable load_table(const TableRecipe& recipe, std::uint64_t seed, const TableCache& cache);

}  // namespace mmoe
