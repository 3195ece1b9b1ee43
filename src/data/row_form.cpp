// SPDX-License-Identifier: Apache-2.0
#include "data/row_form.h"

#include "base/error.h"

namespace mmoe {

std::optional<TableColumnUse> RowForm::use(const std::string& column, bool with_labels) const {
  std::optional<TableColumnUse> use = inputs.use(column);
  if (!with_labels) return use;
  for (const LabelEncoder& label : labels) {
    if (label.column != column) continue;
    if (!use) use.emplace();
    (label.by_value() ? use->texts : use->numbers) = true;
  }
  return use;
}

RowForm row_form_of(const DataSet& data, std::size_t setting) {
  const auto* const rows = dynamic_cast<const RowSource*>(&data);
  if (rows == nullptr) throw FieldError("data", "models of this data set cannot be saved");
  return rows->row_form(setting);
}

}  // namespace mmoe
