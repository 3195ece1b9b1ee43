// SPDX-License-Identifier: Apache-2.0
// A table read as its recipe says: columns, parts and labels, no inputs made yet.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "data/table/label_encoder.h"
#include "data/table/recipe.h"
#include "data/table/table.h"

namespace mmoe {

/// What the recipe says of each column, looked up by name.
class TableRoles {
 public:
  explicit TableRoles(const TableRecipe& recipe);

  /// As an input. Labels and the column of the split are none unless the recipe lists them.
  const TableColumnOptions& input(const std::string& column) const;
  /// For inputs, labels and split together; nothing if nobody needs it.
  std::optional<TableColumnUse> use(const std::string& column) const;

 private:
  const TableRecipe& recipe_;
  std::unordered_map<std::string, TableColumnOptions> inputs_;
};

struct LoadedTable {
  RawTable table;
  std::vector<TablePart> parts;                   // by row
  std::vector<std::vector<float>> labels;         // by task of the recipe, by row
  std::vector<LabelEncoder> label_encoders = {};  // by task: how they were made
  std::vector<float> weights = {};  // by row, of mean 1 over training rows; empty without any
};

/// The files, columns and names to read.
TableForm table_form(const TableRecipe& recipe);

/// Throws FieldError if the recipe names a column that the header lacks.
void check_table_columns(const TableRecipe& recipe, const std::vector<std::string>& header);

/// Splits and labels what was read as the recipe says. Throws FieldError in a member of the recipe
/// that the table does not go with: a value that no row has, a part without rows, a binary task of
/// one class in a part.
LoadedTable split_and_label(const TableRecipe& recipe, RawTable table, std::uint64_t seed);

/// Reads, splits and labels. Throws InputError that names file, line and column, or FieldError as
/// the two above.
LoadedTable load_table(const TableRecipe& recipe, std::uint64_t seed);

}  // namespace mmoe
