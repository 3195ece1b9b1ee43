// SPDX-License-Identifier: Apache-2.0
// A table of your own as a data set: one setting, the tasks of its recipe.
#pragma once

#include <cstdint>
#include <string>

#include "data/data_set.h"
#include "data/row_form.h"
#include "data/table/encoding.h"

namespace mmoe {

class TableDataSet : public DataSet, public RowSource {
 public:
  /// Reads recipe and files; the split is by the seed. Throws InputError.
  TableDataSet(const std::string& recipe, std::uint64_t seed);

  std::vector<Setting> settings() const override;
  Problem problem(std::size_t setting) const override;
  std::unique_ptr<DataDraw> open(const DrawKey& key) const override;
  nlohmann::ordered_json identity(std::size_t setting) const override;
  /// Files with sizes and checksums; rows of each part; inputs by column; label rates or moments by
  /// part; correlations of the labels.
  nlohmann::ordered_json describe() const override;
  RowForm row_form(std::size_t /*setting*/) const override { return {encoding_.encoder, labels_}; }

 private:
  std::vector<Index> embedding_widths() const;

  TableRecipe recipe_;
  TableEncoding encoding_;
  std::vector<LabelEncoder> labels_;  // by task
  std::string digest_;
  nlohmann::ordered_json description_;
};

}  // namespace mmoe
