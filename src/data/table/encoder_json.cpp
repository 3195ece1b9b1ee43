// SPDX-License-Identifier: Apache-2.0
// The saved form of an encoder.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <set>
#include <string>
#include <utility>

#include "base/error.h"
#include "base/json_file.h"
#include "data/table/encoder.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

Fields fields_of_vocabulary(CategoryVocabulary& vocabulary) {
  Fields bound;
  bound.add("separator", vocabulary.separator, "between the values of a multi-valued column");
  bound.add("names", vocabulary.names, "categories, one input each");
  bound.add("rare", vocabulary.rare, "categories that share one input");
  bound.add("missing", vocabulary.missing, "whether a missing value has an input");
  bound.add("hashed", vocabulary.hashed, "inputs shared by hash", {.low = 0, .high = 1e8});
  return bound;
}

Fields fields_of_column(ColumnEncoder& column) {
  Fields bound;
  bound.add("column", column.column, "name of the column");
  bound.add("kind", column.kind, "what the column is",
            {"numeric", "categorical", "multi-valued", "id"});
  bound.add("indicator", column.indicator, "whether a missing number has an input");
  return bound;
}

Fields fields_of_encoder(TableEncoder& encoder) {
  Fields bound;
  bound.add("delimiter", encoder.delimiter, "between fields; empty: by the file's name");
  bound.add("names", encoder.names, "of all columns, of files without a header");
  bound.add("missing", encoder.missing, "words for a missing value");
  bound.add("comment", encoder.comment, "rows that begin with this are skipped; empty = none");
  return bound;
}

void check_sorted_names(const std::vector<std::string>& names, const std::string& where) {
  if (std::ranges::adjacent_find(names, std::ranges::greater_equal()) == names.end()) return;
  throw FieldError(where, "expected names in ascending order, each once");
}

void check_indicator(const ColumnEncoder& column, bool has_numbers, const std::string& where) {
  if (!column.indicator || has_numbers) return;
  throw FieldError(where + ".indicator", "found true; expected false for a column without numbers");
}

Fields fields_of_ids(ColumnEncoder& column) {
  Fields bound;
  bound.add("ids", column.ids, "whole numbers below it have an input each",
            {.low = 1, .high = std::numeric_limits<std::int32_t>::max()});
  return bound;
}

ColumnEncoder read_column(ordered_json json, const std::string& where) {
  ColumnEncoder column;
  const auto number = take_member(json, "number");
  const auto categories = take_member(json, "categories");
  const auto ids = take_member(json, "ids");
  fields_of_column(column).read(json, where);
  if (!column.is_number()) check_indicator(column, false, where);
  if (column.is_id()) {
    const ordered_json given = {{"ids", ids.value_or(0)}};
    fields_of_ids(column).read(given, where);
    return column;
  }
  const auto& given = column.is_number() ? number : categories;
  const std::string member = where + (column.is_number() ? ".number" : ".categories");
  if (!given) throw FieldError(member, "missing");
  if (column.is_number()) {
    NumberConstants constants;
    constants.fields().read(*given, member);
    column.number = NumberTransform(std::move(constants), member);
    check_indicator(column, column.number.width() > 0, where);
    return column;
  }
  fields_of_vocabulary(column.categories).read(*given, member);
  check_sorted_names(column.categories.names, member + ".names");
  check_sorted_names(column.categories.rare, member + ".rare");
  if (column.categories.hashed > 0 &&
      !(column.categories.names.empty() && column.categories.rare.empty())) {
    throw FieldError(member + ".hashed", "found beside names; expected one of the two");
  }
  return column;
}

}  // namespace

ordered_json write_encoder(const TableEncoder& encoder) {
  TableEncoder copy = encoder;  // fields bind members that they could change
  ordered_json columns = ordered_json::array();
  for (ColumnEncoder& column : copy.columns) {
    ordered_json json = fields_of_column(column).write();
    if (column.is_number()) {
      NumberConstants constants = column.number.constants();
      json["number"] = constants.fields().write();
    } else if (column.is_id()) {
      json["ids"] = column.ids;
    } else {
      json["categories"] = fields_of_vocabulary(column.categories).write();
    }
    columns.push_back(std::move(json));
  }
  ordered_json json = fields_of_encoder(copy).write();
  json["columns"] = std::move(columns);
  return json;
}

TableEncoder read_encoder(const ordered_json& json, const std::string& where) {
  TableEncoder encoder;
  ordered_json rest = json;
  const auto columns = take_member(rest, "columns");
  fields_of_encoder(encoder).read(rest, where);
  if (!columns || !columns->is_array()) throw FieldError(where + ".columns", "expected a list");
  std::set<std::string> names;
  for (std::size_t c = 0; c < columns->size(); ++c) {
    const std::string at = fmt::format("{}.columns[{}]", where, c);
    encoder.columns.push_back(read_column((*columns)[c], at));
    if (const std::string& name = encoder.columns.back().column; !names.insert(name).second) {
      throw FieldError(at + ".column", fmt::format("found '{}' twice; expected it once", name));
    }
  }
  if (encoder.sparse() > std::numeric_limits<std::int32_t>::max()) {
    throw FieldError(where + ".columns", "found more categories than inputs can be numbered");
  }
  return encoder;
}

}  // namespace mmoe
