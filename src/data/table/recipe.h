// SPDX-License-Identifier: Apache-2.0
// A recipe describes a table: its files, what each column is, which tasks are learned, and how rows
// are split. results/schema/table-1.schema.json publishes its form.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/fields.h"
#include "base/json_file.h"

namespace mmoe {

/// What a recipe says it is ("schema").
inline constexpr const char* kTableSchema = "mmoe-bench/table";

/// Parts of the rows. The values index arrays.
enum class TablePart : std::uint8_t { kTrain, kValidation, kTest };
inline constexpr std::array kTableParts = {"train", "validation", "test"};

inline constexpr std::array kNumberTransforms = {"none",     "standardise",      "min-max",
                                                 "quantile", "piecewise-linear", "bins"};

inline constexpr double kWidestColumnEmbedding = 1024;

/// A column that is an input, or why it is none.
struct TableColumnOptions {
  std::string kind = "numeric";
  std::string transform = "standardise";  // of a numeric column
  bool log1p = false;                     // log(1 + x) before it
  std::int64_t bins = 16;                 // of piecewise-linear and bins, at most
  std::string separator = "|";            // between the values of a multi-valued column
  std::int64_t min_count = 1;             // rarer categories share one input with unseen ones
  std::int64_t hash_size = 0;             // inputs that categories share by hash; 0 = one each
  std::int64_t embedding_width = 0;       // embedding dimension of this column; 0 = the recipe's
  /// One-hot columns of one topic take few combinations of values (nn/combinations.h).
  std::string topic = {};

  Fields fields();
};

/// A label: a column's number (regression, or 0 and 1), or 1 where a condition on it holds.
struct TableTaskOptions {
  std::string name;
  std::string column;
  std::string kind;                // "binary" or "regression"
  std::optional<double> at_least;  // 1 from this number on
  std::vector<std::string> in;     // 1 for these values
  std::vector<std::string> not_in;
  bool standardise = false;      // a regression's labels, by the training part's mean and sd
  bool partly_labelled = false;  // rows may lack the label
  std::string where;             // in the recipe: "tasks[1]"

  bool by_value() const { return !in.empty() || !not_in.empty(); }
};

/// Rows that no file names a part for.
struct TableSplitOptions {
  std::string by = "fraction";  // fraction, column, time, group
  std::string column;           // of all but fraction
  std::string from = "train";   // files by part: which file gives the validation rows
  double validation = 0.1;      // share of the rows to be split
  double test = 0.2;
  std::vector<std::string> validation_values = {};  // by column: all other values train
  std::vector<std::string> test_values = {};

  Fields fields();
};

struct TableRecipe {
  std::string name;
  std::string delimiter = {};  // empty: a tab for .tsv and .tab, else a comma
  bool header = true;
  std::vector<std::string> names = {};  // of the columns, in place of the header's
  std::vector<std::string> missing = {"", "NA", "N/A", "NaN", "nan", "null", "NULL"};
  std::string comment = {};          // rows that begin with it are skipped; empty: none
  std::int64_t embedding_width = 0;  // embedding dimension per category; 0 = one-hot
  bool by_part = false;              // each file belongs to a part
  std::array<std::vector<std::string>, 3> files = {};  // paths by part; all in the first if not
  std::vector<std::pair<std::string, TableColumnOptions>> columns = {};
  TableColumnOptions others = {.kind = "ignored"};  // columns that are not listed
  std::vector<TableTaskOptions> tasks = {};         // main task first
  TableSplitOptions split = {};
  Origins origins = {};  // where each member stands

  /// Returns the name of the column of kind weight; null without one.
  const std::string* weight_column() const;
  std::string path = {};
  std::string sha256 = {};  // of the members, however they are laid out
};

/// Reads a recipe; paths in it are its folder's. Throws InputError that names file and line.
TableRecipe read_table_recipe(const std::string& path);

/// The same from JSON text; `path` names it in messages and gives the folder.
TableRecipe parse_table_recipe(const JsonText& text, const std::string& path);

}  // namespace mmoe
