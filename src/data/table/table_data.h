// SPDX-License-Identifier: Apache-2.0
// A table of your own as a data set: one setting, the tasks of its recipe.
#pragma once

#include <cstdint>
#include <string>

#include "data/data_set.h"
#include "data/row_form.h"
#include "data/table/draw.h"
#include "data/table/prepared_table.h"

namespace mmoe {

class TableDataSet : public DataSet, public RowSource {
 public:
  /// Reads recipe and files, or what the cache has of them; the split is by the seed. Throws
  /// InputError.
  TableDataSet(const std::string& recipe, std::uint64_t seed,
               const TableCache& cache = user_table_cache());

  std::vector<Setting> settings() const override;
  Problem problem(std::size_t setting) const override;
  std::unique_ptr<DataDraw> open(const DrawKey& key) const override;
  nlohmann::ordered_json identity(std::size_t setting) const override;
  /// Files with sizes and checksums; rows of each part; inputs by column; label rates or moments by
  /// part; correlations of the labels.
  nlohmann::ordered_json describe() const override;
  RowForm row_form(std::size_t /*setting*/) const override {
    return {table_.encoding.encoder, table_.labels};
  }
  /// The files that hold the examples; empty where they are in memory.
  const std::optional<TableCacheFiles>& cache() const { return table_.cache; }

 private:
  std::vector<Index> embedding_widths() const;
  std::vector<std::int32_t> topics() const;

  TableRecipe recipe_;
  PreparedTable table_;
  TableHeldOut held_out_;  // shared by all draws
};

}  // namespace mmoe
