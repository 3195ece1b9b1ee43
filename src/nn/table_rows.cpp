// SPDX-License-Identifier: Apache-2.0
#include "nn/table_rows.h"

#include <algorithm>

namespace mmoe {

TableRows::TableRows(const Layout& layout, const Problem& problem)
    : width_(problem.embedded.width) {
  if (width_ == 0) return;
  // nn/embedding lays a field's tables out one below another: blocks of the same columns.
  std::vector<Block> tables;
  for (const Block& block : layout.blocks()) {
    if (block.role == Role::kEmbedding) tables.push_back(block);
  }
  const auto fields = std::ssize(problem.embedded.vocabularies);
  tables_ = std::ssize(tables) / fields;
  for (Index field = 0; field < fields; ++field) {
    const Block& first = tables[static_cast<std::size_t>(field * tables_)];
    for (Index category = 0; category < first.cols; ++category) {
      offsets_.push_back(first.offset + category * first.stride);
    }
  }
  seen_.assign(offsets_.size(), 0);
}

const std::vector<TableRow>& TableRows::read_by(const CsrIndices& set) {
  rows_.clear();
  if (++calls_ == 0) {  // after 2^32 calls the old marks would count as new
    std::ranges::fill(seen_, 0);
    calls_ = 1;
  }
  for (const std::int32_t input : set.items) {
    const auto i = static_cast<std::size_t>(input);
    if (seen_[i] == calls_) continue;
    seen_[i] = calls_;
    for (Index t = 0; t < tables_; ++t) {
      rows_.push_back({offsets_[i] + t * width_, Index{input} * tables_ + t});
    }
  }
  return rows_;
}

}  // namespace mmoe
