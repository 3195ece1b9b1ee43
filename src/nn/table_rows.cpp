// SPDX-License-Identifier: Apache-2.0
#include "nn/table_rows.h"

#include <algorithm>

namespace mmoe {

TableRows::TableRows(const Layout& layout, const Problem& problem) {
  if (problem.embedded.width == 0) return;
  // nn/embedding lays the T tables of a field out one below another: blocks of the same columns.
  std::vector<Block> blocks;
  for (const Block& block : layout.blocks()) {
    if (block.role == Role::kEmbedding) blocks.push_back(block);
  }
  const EmbeddedFields& fields = problem.embedded;
  tables_ = std::ssize(blocks) / fields.table_count();
  std::vector<Index> first;  // category of each table
  for (Index table = 0; table < fields.table_count(); ++table) {
    const Block& block = blocks[static_cast<std::size_t>(table * tables_)];
    first.push_back(std::ssize(categories_));
    for (Index category = 0; category < block.cols; ++category) {
      categories_.push_back({block.offset + category * block.stride, block.rows, numbers_});
      numbers_ += block.rows;
    }
  }
  for (std::size_t f = 0; f < fields.vocabularies.size(); ++f) {
    for (Index category = 0; category < fields.vocabularies[f]; ++category) {
      of_input_.push_back(first[fields.table(f)] + category);
    }
  }
  seen_.assign(categories_.size(), 0);
}

const std::vector<TableRow>& TableRows::read_by(const CsrIndices& set) {
  rows_.clear();
  if (++calls_ == 0) {  // after 2^32 calls the old marks would count as new
    std::ranges::fill(seen_, 0);
    calls_ = 1;
  }
  for (const std::int32_t input : set.items) {
    const Index number = of_input_[static_cast<std::size_t>(input)];
    const auto i = static_cast<std::size_t>(number);
    if (seen_[i] == calls_) continue;
    seen_[i] = calls_;
    const auto& [offset, width, before] = categories_[i];
    for (Index t = 0; t < tables_; ++t) {
      rows_.push_back(
          {offset + t * width, width, number * tables_ + t, before * tables_ + t * width});
    }
  }
  return rows_;
}

}  // namespace mmoe
