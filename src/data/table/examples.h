// SPDX-License-Identifier: Apache-2.0
// Examples of a part of a table in blocks of rows, in memory or in a mapped file.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/sha256.h"
#include "data/block_file.h"
#include "data/table/encoder.h"

namespace mmoe {

/// Sizes of an example.
struct ExampleShape {
  std::size_t dense = 0, labels = 0;  // K labels, and the row's weight where rows have one

  /// Blocks have 2^shift() rows, the last of a part fewer: some 1 MiB at most, so that the first
  /// use of one, when its checksum is compared, takes no time that is seen.
  unsigned shift() const;
};

/// A row as a model reads it.
struct ExampleRow {
  const float* dense;   // [dense inputs]
  const float* labels;  // [K], then the weight
  std::span<const std::int32_t> sparse;
};

/// Head of a block's bytes; then come [rows x dense] and [rows x labels] floats, rows + 1 offsets,
/// and the sparse inputs, of which row r sets those from offsets[r] to offsets[r + 1].
struct ExampleBlockHead {
  std::uint32_t part, rows;
  std::uint64_t items;
};

/// Collects rows in blocks, and hands over the bytes of each that is full.
class ExampleBuilder {
 public:
  using Take = std::function<void(std::string_view bytes)>;
  ExampleBuilder(ExampleShape shape, Take take);

  /// Adds row `row` of the encoder's table to a part, with its labels.
  void add(TablePart part, const RowEncoder& encoder, std::size_t row,
           std::span<const float> labels);
  /// Hands over what is left.
  void finish();

 private:
  struct Rows {
    std::vector<float> dense = {}, labels = {};
    std::vector<std::uint32_t> offsets{0};
    std::vector<std::int32_t> sparse = {};
  };
  void hand_over(std::size_t part);

  ExampleShape shape_;
  std::size_t full_;  // rows of a block
  Take take_;
  std::array<Rows, kTableParts.size()> parts_;
  std::string bytes_;
};

/// The rows of one part, in the order of the table. Many threads may read it.
class TableExamples {
 public:
  TableExamples() : TableExamples(ExampleShape()) {}
  explicit TableExamples(ExampleShape shape) : shape_(shape), shift_(shape.shift()) {}

  std::size_t rows() const { return rows_; }
  /// Sparse inputs that all rows set.
  std::size_t items() const { return items_; }
  /// Throws RunError where the row's block of a mapped file is damaged.
  ExampleRow row(std::size_t row) const;
  /// Adds dense inputs, sparse ones, their offsets, and labels, each as one list over all rows.
  void hash(Sha256& sha) const;
  /// Gives back the memory of rows that were read and are mapped.
  void release() const;

  /// Both throw RunError unless the bytes are those of a next block.
  void add_in_memory(std::string bytes);
  void add_mapped(std::shared_ptr<const BlockFile> file, std::size_t block, std::string_view bytes);

 private:
  struct Block {
    std::size_t rows;
    const float* dense;
    const float* labels;
    const std::uint32_t* offsets;
    const std::int32_t* sparse;
    std::size_t number;  // in the file
  };
  void add(std::string_view bytes, std::size_t number);
  const Block& block(std::size_t i) const {
    if (file_) file_->block(blocks_[i].number);  // compares its checksum once
    return blocks_[i];
  }
  template <typename Visit>
  void visit(const Visit& visit) const;

  ExampleShape shape_;
  unsigned shift_ = 0;
  std::size_t rows_ = 0;
  std::size_t items_ = 0;
  std::vector<Block> blocks_;
  std::vector<std::shared_ptr<const std::string>> memory_;  // bytes of blocks in memory
  std::shared_ptr<const BlockFile> file_;                   // of mapped ones
};

/// The part of a block.
TablePart part_of_block(std::string_view bytes);

}  // namespace mmoe
