// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "data/table/recipe_parts.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

constexpr double kMostQuantileBins = 1000;

}  // namespace

Fields TableColumnOptions::fields() {
  Fields bound;
  bound.add("kind", kind, "what the column is",
            {"numeric", "categorical", "multi-valued", "ignored", "weight", "group"});
  bound.add("transform", transform, "how a number becomes inputs",
            {kNumberTransforms.begin(), kNumberTransforms.end()});
  bound.add("log1p", log1p, "log(1 + x) before the transform; x >= 0");
  bound.add("bins", bins, "bins of piecewise-linear and bins, at most",
            {.low = 2, .high = kMostQuantileBins});
  bound.add("separator", separator, "between the values of a multi-valued column");
  bound.add("min_count", min_count, "categories with fewer training rows share one input",
            {.low = 1, .high = 1e9});
  bound.add("hash_size", hash_size, "inputs that all categories share by hash; 0 = one each",
            {.low = 0, .high = 1e8});
  bound.add("embedding_width", embedding_width, "embedding dimension; 0 = the recipe's",
            {.low = 0, .high = kWidestColumnEmbedding});
  bound.add("topic", topic, "one-hot columns of one topic share the sums of their combinations");
  return bound;
}

TableColumnOptions read_table_column(const ordered_json& json, const std::string& where) {
  TableColumnOptions column;
  Fields bound = column.fields();
  bound.read(json.is_string() ? ordered_json{{"kind", json}} : json, where);
  const auto refuse = [&](const char* member, const char* kind) {
    if (!json.is_object() || !json.contains(member)) return;
    throw FieldError(where + "." + member,
                     fmt::format("found for a column of kind {}; expected it for {} ones alone",
                                 column.kind, kind));
  };
  if (column.kind != "numeric") {
    for (const char* member : {"transform", "log1p", "bins"}) refuse(member, "numeric");
  }
  if (column.kind != "multi-valued") refuse("separator", "multi-valued");
  if (column.kind != "multi-valued" && column.kind != "categorical") {
    for (const char* member : {"min_count", "hash_size", "embedding_width", "topic"}) {
      refuse(member, "categorical and multi-valued");
    }
  }
  if (column.hash_size > 0 && column.min_count > 1) {
    throw FieldError(where + ".hash_size",
                     "found beside min_count, which needs the categories' names; expected one of "
                     "the two");
  }
  if (column.separator.empty()) {
    throw FieldError(where + ".separator", "found \"\"; expected at least one character");
  }
  return column;
}

const std::string* TableRecipe::weight_column() const {
  const auto found = std::ranges::find_if(
      columns, [](const auto& column) { return column.second.kind == "weight"; });
  return found == columns.end() ? nullptr : &found->first;
}

void read_table_columns(const ordered_json& json, TableRecipe& recipe) {
  if (!json.is_object()) {
    throw FieldError(
        "columns",
        fmt::format("found {}; expected an object: {{\"age\": \"numeric\"}}", json.dump()));
  }
  for (const auto& [name, column] : json.items()) {
    TableColumnOptions options = read_table_column(column, "columns." + name);
    const std::string* const weight = recipe.weight_column();
    if (options.kind == "weight" && weight != nullptr) {
      throw FieldError("columns." + name,
                       fmt::format("is a weight, as is '{}'; expected one for a row", *weight));
    }
    recipe.columns.emplace_back(name, std::move(options));
  }
}

void numbers_to_text(ordered_json& list) {
  if (!list.is_array()) return;
  for (ordered_json& value : list) {
    if (value.is_number() || value.is_boolean()) value = value.dump();
  }
}

}  // namespace mmoe
