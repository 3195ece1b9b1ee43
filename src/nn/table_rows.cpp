// SPDX-License-Identifier: Apache-2.0
#include "nn/table_rows.h"

#include <algorithm>
#include <utility>

namespace mmoe {

TableRows::TableRows(const Layout& layout, const Problem& problem)
    : field_of_(problem.embedded.vocabularies) {
  if (problem.embedded.width == 0) return;
  // nn/embedding lays the T tables of a field out one below another: blocks of the same columns.
  std::vector<Block> blocks;
  for (const Block& block : layout.blocks()) {
    if (block.role == Role::kEmbedding) blocks.push_back(block);
  }
  const EmbeddedFields& fields = problem.embedded;
  tables_ = std::ssize(blocks) / fields.table_count();
  Index categories = 0;
  std::vector<Table> tables;
  for (Index table = 0; table < fields.table_count(); ++table) {
    const Block& block = blocks[static_cast<std::size_t>(table * tables_)];
    tables.push_back({categories, block.offset, block.stride, block.rows, numbers_});
    categories += block.cols;
    numbers_ += block.cols * block.rows;
  }
  for (std::size_t f = 0; f < fields.vocabularies.size(); ++f) {
    of_field_.push_back(tables[fields.table(f)]);
  }
  seen_.assign(static_cast<std::size_t>(categories), 0);
}

const std::vector<TableRow>& TableRows::read_by(const CsrIndices& set) {
  rows_.clear();
  if (++calls_ == 0) {  // after 2^32 calls the old marks would count as new
    std::ranges::fill(seen_, 0);
    calls_ = 1;
  }
  std::size_t f = 0;
  for (const std::int32_t input : set.items) {
    f = field_of_.find(input, f);
    const Index category = input - field_of_.first(f);
    const auto& [first, offset, stride, width, before] = of_field_[f];
    const Index number = first + category;
    if (std::exchange(seen_[static_cast<std::size_t>(number)], calls_) == calls_) continue;
    for (Index t = 0; t < tables_; ++t) {
      rows_.push_back({offset + category * stride + t * width, width, number * tables_ + t,
                       (before + category * width) * tables_ + t * width});
    }
  }
  return rows_;
}

}  // namespace mmoe
