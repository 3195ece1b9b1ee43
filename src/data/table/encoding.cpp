// SPDX-License-Identifier: Apache-2.0
#include "data/table/encoding.h"

#include <fmt/format.h>

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
  }
  return inputs;
}

}  // namespace

TableEncoding encode_table(const TableRecipe& recipe, const LoadedTable& loaded) {
  TableEncoding encoding{.encoder = learn_encoder(recipe, loaded)};
  const RowEncoder rows(encoding.encoder, loaded.table);
  encoding.dense = encoding.encoder.dense();
  encoding.sparse = encoding.encoder.sparse();
  encoding.vocabularies = encoding.encoder.vocabularies();
  encoding.inputs = table_inputs(recipe, encoding.encoder, rows);
  for (std::size_t row = 0; row < loaded.table.rows; ++row) {
    if (interrupted()) throw Interrupted();
    TableExamples& part = encoding.parts[static_cast<std::size_t>(loaded.parts[row])];
    part.dense.resize(part.dense.size() + static_cast<std::size_t>(encoding.dense));
    float* const dense = part.dense.data() + part.rows * static_cast<std::size_t>(encoding.dense);
    rows.add(row, dense, part.sparse);
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
