// SPDX-License-Identifier: Apache-2.0
// What a trained model has to know of rows of a table: how they become inputs and labels.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "data/data_set.h"
#include "data/table/encoder.h"
#include "data/table/label_encoder.h"

namespace mmoe {

struct RowForm {
  TableEncoder inputs = {};
  std::vector<LabelEncoder> labels = {};  // by task

  /// What is to be read of a column, for inputs and, if wanted, for labels.
  std::optional<TableColumnUse> use(const std::string& column, bool with_labels) const;
};

/// A data set whose examples are rows of a table, so that a trained model can read more of them.
class RowSource {
 public:
  virtual ~RowSource() = default;
  /// Returns how a row becomes what the setting's examples are. Throws FieldError below "data" if
  /// they depend on more than the row.
  virtual RowForm row_form(std::size_t setting) const = 0;
};

/// Throws FieldError "data" if the data set's examples are no rows.
RowForm row_form_of(const DataSet& data, std::size_t setting);

}  // namespace mmoe
