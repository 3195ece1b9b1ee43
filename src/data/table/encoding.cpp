// SPDX-License-Identifier: Apache-2.0
#include "data/table/encoding.h"

#include <fmt/format.h>

#include <utility>

#include "base/interrupt.h"
#include "base/sha256.h"

namespace mmoe {
namespace {

std::vector<TableInput> table_inputs(const TableRecipe& recipe, const TableEncoder& encoder,
                                     const RowEncoder& rows) {
  const TableRoles roles(recipe);
  std::vector<TableInput> inputs;
  for (std::size_t c = 0; c < encoder.columns.size(); ++c) {
    const ColumnEncoder& column = encoder.columns[c];
    const TableColumnOptions& options = roles.input(column.column);
    inputs.push_back({.column = column.column,
                      .kind = column.kind,
                      .transform = column.is_number()
                                       ? (options.log1p ? "log1p, " : "") + options.transform
                                       : "",
                      .dense = column.dense(),
                      .sparse = column.sparse(),
                      .missing_rows = rows.missing_rows(c),
                      .unseen_rows = rows.unseen_rows(c)});
    rows.release();
  }
  return inputs;
}

/// Between looks at an interrupt; memory of columns that are mapped is given back then, too.
constexpr std::size_t kEncodedRows = std::size_t{1} << 16;

void encode_rows(const LoadedTable& loaded, const RowEncoder& rows, TableEncoding& encoding,
                 const ExampleBuilder::Take& take) {
  ExampleBuilder builder(encoding.shape(), take);
  std::vector<float> labels(encoding.shape().labels);
  for (std::size_t row = 0; row < loaded.table.rows; ++row) {
    if (row % kEncodedRows == 0) {
      if (interrupted()) throw Interrupted();
      loaded.table.release();
    }
    for (std::size_t k = 0; k < encoding.tasks; ++k) labels[k] = loaded.labels[k][row];
    if (encoding.weighted) labels.back() = loaded.weights[row];
    builder.add(loaded.parts[row], rows, row, labels);
    ++encoding.rows[static_cast<std::size_t>(loaded.parts[row])];
  }
  builder.finish();
}

}  // namespace

TableEncoding::TableEncoding(const TableRecipe& recipe, TableEncoder learned)
    : encoder(std::move(learned)),
      dense(encoder.dense()),
      sparse(encoder.sparse()),
      tasks(recipe.tasks.size()),
      weighted(recipe.weight_column() != nullptr),
      vocabularies(encoder.vocabularies()) {}

TableEncoding encode_table(const TableRecipe& recipe, const LoadedTable& loaded,
                           const ExampleBuilder::Take& take) {
  TableEncoding encoding(recipe, learn_encoder(recipe, loaded));
  const RowEncoder rows(encoding.encoder, loaded.table);
  encoding.inputs = table_inputs(recipe, encoding.encoder, rows);
  encode_rows(loaded, rows, encoding, take);
  return encoding;
}

TableEncoding encode_table(const TableRecipe& recipe, const LoadedTable& loaded) {
  std::vector<std::string> blocks;
  TableEncoding encoding =
      encode_table(recipe, loaded, [&](std::string_view bytes) { blocks.emplace_back(bytes); });
  encoding.parts.fill(TableExamples(encoding.shape()));
  for (std::string& bytes : blocks) {
    const auto part = static_cast<std::size_t>(part_of_block(bytes));
    encoding.parts[part].add_in_memory(std::move(bytes));
  }
  return encoding;
}

std::string digest_of(const TableEncoding& encoding) {
  Sha256 hash;
  hash.update(fmt::format("{} {} ", encoding.dense, encoding.sparse));
  update_values(hash, encoding.vocabularies);
  for (const TableExamples& part : encoding.parts) part.hash(hash);
  return hash.hex();
}

}  // namespace mmoe
