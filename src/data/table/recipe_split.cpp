// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "data/table/recipe_parts.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

void check_split(const TableRecipe& recipe, const ordered_json& given) {
  const TableSplitOptions& split = recipe.split;
  if (recipe.by_part && !recipe.files[1].empty() && !given.empty()) {
    throw FieldError("split", "found beside files for all three parts; expected none");
  }
  for (const char* member : {"test", "test_values"}) {
    if (recipe.by_part && given.contains(member)) {
      throw FieldError(fmt::format("split.{}", member),
                       "found beside files by part; expected the validation share alone");
    }
  }
  if (!recipe.by_part && given.contains("from")) {
    throw FieldError("split.from", "found beside one table; it is for files by part");
  }
  if ((split.by == "column" || split.by == "time") && split.column.empty()) {
    throw FieldError("split.column",
                     fmt::format("missing; expected the column to split by {}", split.by));
  }
  if (split.by == "fraction" && !split.column.empty()) {
    throw FieldError("split.column",
                     "found beside \"fraction\"; expected by column, time or group");
  }
  const bool values = !split.validation_values.empty() || !split.test_values.empty();
  if (values != (split.by == "column")) {
    throw FieldError("split",
                     "expected validation_values and test_values with, and only with, "
                     "\"by\": \"column\"");
  }
  if (!recipe.by_part && split.validation + split.test >= 1) {
    throw FieldError("split", fmt::format("validation {} and test {} leave nothing to train on; "
                                          "expected less than 1 together",
                                          split.validation, split.test));
  }
}

}  // namespace

Fields TableSplitOptions::fields() {
  Fields bound;
  bound.add("by", by, "how rows are split", {"fraction", "column", "time", "group"});
  bound.add("column", column, "the column of all but fraction");
  bound.add("from", from, "files by part: which gives the validation rows", {"train", "test"});
  bound.add("validation", validation, "share of the rows", {.low = 0.0001, .high = 0.9});
  bound.add("test", test, "share of the rows", {.low = 0.0001, .high = 0.9});
  bound.add("validation_values", validation_values, "values of validation rows, by column");
  bound.add("test_values", test_values, "values of test rows, by column");
  return bound;
}

void read_table_split(const ordered_json& given, TableRecipe& recipe) {
  ordered_json json = given;
  if (json.is_null()) json = ordered_json::object();
  if (json.is_object()) {
    for (const char* list : {"validation_values", "test_values"}) {
      if (json.contains(list)) numbers_to_text(json[list]);
    }
  }
  recipe.split.fields().read(json, "split");
  if (recipe.split.by == "group" && recipe.split.column.empty()) {
    for (const auto& [name, column] : recipe.columns) {
      if (column.kind == "group") recipe.split.column = name;
    }
    if (recipe.split.column.empty()) {
      throw FieldError("split.column", "missing; expected a column, or one of kind group");
    }
  }
  check_split(recipe, json);
}

}  // namespace mmoe
