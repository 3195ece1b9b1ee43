// SPDX-License-Identifier: Apache-2.0
#include "nn/layout.h"

#include <fmt/format.h>

#include "math/simd/cache_aligned.h"

namespace mmoe {
namespace {

// Every matrix starts on a cache line.
constexpr Index kAlignment = kCacheLine / sizeof(float);

}  // namespace

std::vector<Member> numbered(const std::string& pattern, Index count) {
  std::vector<Member> members;
  for (Index i = 0; i < count; ++i) members.push_back({fmt::format(fmt::runtime(pattern), i)});
  return members;
}

std::vector<Member> per_task(const std::string& pattern, Index tasks) {
  std::vector<Member> members = numbered(pattern, tasks);
  for (Index k = 0; k < tasks; ++k) members[static_cast<std::size_t>(k)].owner = k;
  return members;
}

Index Layout::aligned(Index offset) { return (offset + kAlignment - 1) / kAlignment * kAlignment; }

Index Layout::reserve(Index count) {
  const Index offset = size_;
  size_ = aligned(offset + count);
  return offset;
}

Index Layout::add(const RowsOf& rows, Index cols) {
  blocks_.push_back(
      {rows.name, rows.role, rows.rows, cols, reserve(rows.rows * cols), rows.rows, rows.owner});
  return static_cast<Index>(blocks_.size()) - 1;
}

Index Layout::add_stack(const std::vector<RowsOf>& parts, Index cols) {
  Index rows = 0;
  for (const RowsOf& part : parts) rows += part.rows;
  Index offset = reserve(rows * cols);
  stacks_.push_back({"", Role::kHidden, rows, cols, offset, rows});
  for (const RowsOf& part : parts) {
    blocks_.push_back({part.name, part.role, part.rows, cols, offset, rows, part.owner});
    offset += part.rows;
  }
  return static_cast<Index>(stacks_.size()) - 1;
}

Index Layout::parameter_count() const {
  Index count = 0;
  for (const Block& block : blocks_) count += block.rows * block.cols;
  return count;
}

Index Layout::paper_count() const {
  Index count = 0;
  for (const Block& block : blocks_) {
    if (block.role == Role::kHidden || block.role == Role::kFactor) {
      count += block.rows * block.cols;
    }
  }
  return count;
}

}  // namespace mmoe
