// SPDX-License-Identifier: Apache-2.0
#include "data/table/encoder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.h"

namespace mmoe {
namespace {

ColumnEncoder learn_column(const TableColumn& column, const TableColumnOptions& options,
                           const std::vector<TablePart>& parts) {
  ColumnEncoder encoder{.column = column.name, .kind = options.kind};
  if (!encoder.is_number()) {
    encoder.categories = learn_categories(column, options, parts);
    return encoder;
  }
  std::vector<double> training;
  training.reserve(parts.size());
  for (std::size_t row = 0; row < parts.size(); ++row) {
    if (parts[row] == TablePart::kTrain) training.push_back(column.numbers[row]);
  }
  encoder.number = NumberTransform(options, training);
  encoder.indicator = encoder.number.width() > 0 &&
                      std::ranges::any_of(training, [](double x) { return std::isnan(x); });
  return encoder;
}

void check_input_count(const TableEncoder& encoder) {
  if (encoder.dense() + encoder.sparse() == 0) {
    throw FieldError("columns",
                     "no column is an input; list some, or say \"other_columns\": \"numeric\"");
  }
  constexpr Index kMost = std::numeric_limits<std::int32_t>::max();
  if (encoder.sparse() > kMost) {
    throw FieldError("columns", fmt::format("found {} categories; expected at most {}; raise "
                                            "\"min_count\"",
                                            encoder.sparse(), kMost));
  }
}

}  // namespace

Index ColumnEncoder::dense() const {
  return is_number() && !number.is_sparse() ? number.width() + indicator : Index{indicator};
}

Index ColumnEncoder::sparse() const {
  if (is_id()) return ids;
  if (!is_number()) return categories.width();
  return number.is_sparse() ? number.width() : 0;
}

Index TableEncoder::dense() const {
  Index sum = 0;
  for (const ColumnEncoder& column : columns) sum += column.dense();
  return sum;
}

Index TableEncoder::sparse() const {
  Index sum = 0;
  for (const ColumnEncoder& column : columns) sum += column.sparse();
  return sum;
}

std::vector<Index> TableEncoder::vocabularies() const {
  std::vector<Index> widths;
  for (const ColumnEncoder& column : columns) {
    if (column.sparse() > 0) widths.push_back(column.sparse());
  }
  return widths;
}

std::optional<TableColumnUse> TableEncoder::use(const std::string& column) const {
  const auto found = std::ranges::find(columns, column, &ColumnEncoder::column);
  if (found == columns.end()) return std::nullopt;
  const bool numbers = found->is_number() || found->is_id();
  TableColumnUse use{.numbers = numbers, .texts = !numbers};
  if (found->is_number() && found->number.constants().log1p) use.low = 0;
  return use;
}

TableEncoder learn_encoder(const TableRecipe& recipe, const LoadedTable& loaded) {
  const TableRoles roles(recipe);
  TableEncoder encoder{
      .delimiter = recipe.delimiter, .missing = recipe.missing, .comment = recipe.comment};
  if (!recipe.header || !recipe.names.empty()) encoder.names = loaded.table.header;
  for (const TableColumn& column : loaded.table.columns) {
    const TableColumnOptions& options = roles.input(column.name);
    if (options.kind == "numeric" || options.kind == "categorical" ||
        options.kind == "multi-valued") {
      encoder.columns.push_back(learn_column(column, options, loaded.parts));
      loaded.table.release();
    }
  }
  check_input_count(encoder);
  return encoder;
}

RowEncoder::RowEncoder(const TableEncoder& encoder, const RawTable& table) : table_(table) {
  Index dense = 0;
  Index sparse = 0;
  for (const ColumnEncoder& column : encoder.columns) {
    const TableColumn& values = table.at(column.column);
    columns_.push_back({.encoder = column,
                        .is_number = column.is_number(),
                        .is_id = column.is_id(),
                        .values = values,
                        .inputs = inputs_of_texts(column.categories, values.texts),
                        .first_dense = dense,
                        .first_sparse = sparse});
    dense += column.dense();
    sparse += column.sparse();
  }
}

std::optional<std::int32_t> RowEncoder::Column::id(std::size_t row) const {
  const double x = values.numbers[row];
  if (!(x >= 0 && x < static_cast<double>(encoder.ids)) || x != std::floor(x)) return std::nullopt;
  return static_cast<std::int32_t>(x);
}

void RowEncoder::Column::add_number(std::size_t row, float* dense,
                                    std::vector<std::int32_t>& sparse) const {
  const NumberTransform& number = encoder.number;
  if (number.width() == 0) return;
  const double x = values.numbers[row];
  float* out = dense + first_dense;
  if (!number.is_sparse()) {
    number.encode(x, out);
    out += number.width();
  } else if (const auto bin = number.bin(x)) {
    sparse.push_back(static_cast<std::int32_t>(first_sparse + *bin));
  }
  if (encoder.indicator) *out = std::isnan(x) ? 1.0F : 0.0F;
}

void RowEncoder::Column::add(std::size_t row, float* dense,
                             std::vector<std::int32_t>& sparse) const {
  if (is_number) return add_number(row, dense, sparse);
  if (is_id) {
    if (const auto set = id(row)) sparse.push_back(static_cast<std::int32_t>(first_sparse) + *set);
    return;
  }
  for (const std::int32_t set : inputs.of(values.codes[row])) {
    sparse.push_back(static_cast<std::int32_t>(first_sparse) + set);
  }
}

void RowEncoder::add(std::size_t row, float* dense, std::vector<std::int32_t>& sparse) const {
  for (const Column& column : columns_) column.add(row, dense, sparse);
}

std::int64_t RowEncoder::missing_rows(std::size_t c) const {
  const TableColumn& values = columns_[c].values;
  if (values.numbers.empty()) return std::ranges::count(values.codes, TableColumn::kMissing);
  return std::ranges::count_if(values.numbers, [](double x) { return std::isnan(x); });
}

std::int64_t RowEncoder::unseen_rows(std::size_t c) const {
  const Column& column = columns_[c];
  if (column.encoder.is_number()) return 0;
  if (column.encoder.is_id()) {
    std::int64_t unseen = 0;
    for (std::size_t row = 0; row < column.values.numbers.size(); ++row) {
      unseen += !std::isnan(column.values.numbers[row]) && !column.id(row);
    }
    return unseen;
  }
  return std::ranges::count_if(column.values.codes, [&](std::uint32_t code) {
    return code != TableColumn::kMissing && column.inputs.unseen[code];
  });
}

}  // namespace mmoe
