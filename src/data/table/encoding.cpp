// SPDX-License-Identifier: Apache-2.0
#include "data/table/encoding.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "base/error.h"
#include "base/interrupt.h"
#include "base/sha256.h"
#include "data/table/categories.h"
#include "data/table/number_transform.h"

namespace mmoe {
namespace {

/// How one column is encoded: a number or categories.
struct ColumnEncoder {
  const TableColumn& column;
  std::optional<NumberTransform> number;
  bool indicator = false;  // an input that is 1 where the number is missing
  CategoryInputs categories;
  Index first_dense = 0;
  Index first_sparse = 0;
  TableInput input;

  void add_number(std::size_t row, float* dense, std::vector<std::int32_t>& sparse) const {
    const double x = column.numbers[row];
    float* out = dense + first_dense;
    if (!number->is_sparse()) {
      number->encode(x, out);
      out += number->width();
    } else if (const auto bin = number->bin(x)) {
      sparse.push_back(static_cast<std::int32_t>(first_sparse + *bin));
    }
    if (indicator) *out = std::isnan(x) ? 1.0F : 0.0F;
  }

  void add(std::size_t row, float* dense, std::vector<std::int32_t>& sparse) const {
    if (number) {
      if (number->width() > 0) add_number(row, dense, sparse);
      return;
    }
    for (const std::int32_t set : categories.of(column.codes[row])) {
      sparse.push_back(static_cast<std::int32_t>(first_sparse) + set);
    }
  }
};

ColumnEncoder learn_number_column(const TableColumn& column, const TableColumnOptions& options,
                                  const std::vector<TablePart>& parts) {
  ColumnEncoder encoder{.column = column, .number = {}, .categories = {}, .input = {}};
  std::vector<double> training;
  for (std::size_t row = 0; row < parts.size(); ++row) {
    if (parts[row] == TablePart::kTrain) training.push_back(column.numbers[row]);
    encoder.input.missing_rows += std::isnan(column.numbers[row]);
  }
  const NumberTransform& number = encoder.number.emplace(options, training);
  encoder.indicator =
      number.width() > 0 && std::ranges::any_of(training, [](double x) { return std::isnan(x); });
  (number.is_sparse() ? encoder.input.sparse : encoder.input.dense) = number.width();
  encoder.input.dense += encoder.indicator;
  encoder.input.transform = (options.log1p ? "log1p, " : "") + options.transform;
  return encoder;
}

ColumnEncoder learn_category_column(const TableColumn& column, const TableColumnOptions& options,
                                    const std::vector<TablePart>& parts) {
  ColumnEncoder encoder{.column = column,
                        .number = {},
                        .categories = learn_categories(column, options, parts),
                        .input = {}};
  encoder.input.sparse = encoder.categories.width();
  for (const std::uint32_t code : column.codes) {
    const bool missing = code == TableColumn::kMissing;
    encoder.input.missing_rows += missing;
    encoder.input.unseen_rows += !missing && encoder.categories.unseen[code];
  }
  return encoder;
}

std::vector<ColumnEncoder> learn_encoders(const TableRecipe& recipe, const LoadedTable& loaded,
                                          TableEncoding& encoding) {
  const TableRoles roles(recipe);
  std::vector<ColumnEncoder> encoders;
  for (const TableColumn& column : loaded.table.columns) {
    const TableColumnOptions& options = roles.input(column.name);
    const bool number = options.kind == "numeric";
    if (!number && options.kind != "categorical" && options.kind != "multi-valued") continue;
    ColumnEncoder encoder =
        (number ? learn_number_column : learn_category_column)(column, options, loaded.parts);
    encoder.input.column = column.name;
    encoder.input.kind = options.kind;
    encoder.first_dense = encoding.dense;
    encoder.first_sparse = encoding.sparse;
    encoding.dense += encoder.input.dense;
    encoding.sparse += encoder.input.sparse;
    if (encoder.input.sparse > 0) encoding.vocabularies.push_back(encoder.input.sparse);
    encoding.inputs.push_back(encoder.input);
    encoders.push_back(std::move(encoder));
  }
  return encoders;
}

}  // namespace

TableEncoding encode_table(const TableRecipe& recipe, const LoadedTable& loaded) {
  TableEncoding encoding;
  const std::vector<ColumnEncoder> encoders = learn_encoders(recipe, loaded, encoding);
  if (encoding.dense + encoding.sparse == 0) {
    throw FieldError("columns",
                     "no column is an input; list some, or say \"other_columns\": \"numeric\"");
  }
  if (encoding.sparse > std::numeric_limits<std::int32_t>::max()) {
    throw FieldError("columns",
                     fmt::format("found {} categories; expected at most {}; raise "
                                 "\"min_count\"",
                                 encoding.sparse, std::numeric_limits<std::int32_t>::max()));
  }
  for (std::size_t row = 0; row < loaded.table.rows; ++row) {
    if (interrupted()) throw Interrupted();
    TableExamples& part = encoding.parts[static_cast<std::size_t>(loaded.parts[row])];
    part.dense.resize(part.dense.size() + static_cast<std::size_t>(encoding.dense));
    float* const dense = part.dense.data() + part.rows * static_cast<std::size_t>(encoding.dense);
    for (const ColumnEncoder& encoder : encoders) encoder.add(row, dense, part.sparse);
    part.offsets.push_back(part.sparse.size());
    for (const std::vector<float>& labels : loaded.labels) part.labels.push_back(labels[row]);
    ++part.rows;
  }
  return encoding;
}

std::string digest_of(const TableEncoding& encoding) {
  Sha256 hash;
  hash.update(fmt::format("{} {} ", encoding.dense, encoding.sparse));
  update_values(hash, encoding.vocabularies);
  for (const TableExamples& part : encoding.parts) {
    update_values(hash, part.dense);
    update_values(hash, part.sparse);
    update_values(hash, part.offsets);
    update_values(hash, part.labels);
  }
  return hash.hex();
}

}  // namespace mmoe
