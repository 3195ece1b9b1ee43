// SPDX-License-Identifier: Apache-2.0
#include "data/table/examples.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <string>
#include <utility>

#include "base/bytes.h"
#include "base/error.h"

namespace mmoe {
namespace {

constexpr std::size_t kExampleBlockBytes = std::size_t{1} << 20;
constexpr unsigned kLargestExampleShift = 12;

ExampleBlockHead head_of_block(std::string_view bytes) {
  ExampleBlockHead head{};
  if (bytes.size() < sizeof head) throw RunError("a block of examples is cut off");
  std::memcpy(&head, bytes.data(), sizeof head);
  return head;
}

}  // namespace

unsigned ExampleShape::shift() const {
  const std::size_t rows = kExampleBlockBytes / (sizeof(float) * (dense + labels + 1));
  const auto shift = static_cast<unsigned>(std::bit_width(std::max<std::size_t>(rows, 1))) - 1;
  return std::min(shift, kLargestExampleShift);
}

ExampleBuilder::ExampleBuilder(ExampleShape shape, Take take)
    : shape_(shape), full_(std::size_t{1} << shape.shift()), take_(std::move(take)) {}

void ExampleBuilder::add(TablePart part, const RowEncoder& encoder, std::size_t row,
                         std::span<const float> labels) {
  const auto index = static_cast<std::size_t>(part);
  Rows& rows = parts_[index];
  rows.dense.resize(rows.dense.size() + shape_.dense);
  encoder.add(row, rows.dense.data() + rows.dense.size() - shape_.dense, rows.sparse);
  rows.labels.insert(rows.labels.end(), labels.begin(), labels.end());
  rows.offsets.push_back(static_cast<std::uint32_t>(rows.sparse.size()));
  if (rows.offsets.size() > full_) hand_over(index);
}

void ExampleBuilder::finish() {
  for (std::size_t part = 0; part < parts_.size(); ++part) {
    if (parts_[part].offsets.size() > 1) hand_over(part);
  }
}

void ExampleBuilder::hand_over(std::size_t part) {
  Rows& rows = parts_[part];
  const ExampleBlockHead head{static_cast<std::uint32_t>(part),
                              static_cast<std::uint32_t>(rows.offsets.size() - 1),
                              rows.sparse.size()};
  bytes_ = bytes_of_value(head);
  bytes_ += bytes_of_list(rows.dense);
  bytes_ += bytes_of_list(rows.labels);
  bytes_ += bytes_of_list(rows.offsets);
  bytes_ += bytes_of_list(rows.sparse);
  take_(bytes_);
  rows.dense.clear();
  rows.labels.clear();
  rows.offsets.resize(1);
  rows.sparse.clear();
}

TablePart part_of_block(std::string_view bytes) {
  const ExampleBlockHead head = head_of_block(bytes);
  if (head.part >= kTableParts.size()) throw RunError(fmt::format("found part {}", head.part));
  return static_cast<TablePart>(head.part);
}

void TableExamples::add_in_memory(std::string bytes) {
  // A head alone is longer than what a string holds without the heap, which aligns it.
  memory_.push_back(std::make_shared<const std::string>(std::move(bytes)));
  add(*memory_.back(), 0);
}

void TableExamples::add_mapped(std::shared_ptr<const BlockFile> file, std::size_t block,
                               std::string_view bytes) {
  file_ = std::move(file);
  add(bytes, block);
}

void TableExamples::add(std::string_view bytes, std::size_t number) {
  const ExampleBlockHead head = head_of_block(bytes);
  const std::size_t expected =
      sizeof head + sizeof(float) * (head.rows * (shape_.dense + shape_.labels + 1) + 1) +
      sizeof(std::int32_t) * head.items;
  const std::size_t full = std::size_t{1} << shift_;
  if (head.rows == 0 || head.rows > full || rows_ % full != 0 || head.items > bytes.size() ||
      bytes.size() != expected) {
    throw RunError(fmt::format("found a block of {} rows in {} bytes; expected {}", head.rows,
                               bytes.size(), expected));
  }
  const auto* const dense = reinterpret_cast<const float*>(bytes.data() + sizeof head);
  const float* const labels = dense + head.rows * shape_.dense;
  const auto* const offsets =
      reinterpret_cast<const std::uint32_t*>(labels + head.rows * shape_.labels);
  const auto* const sparse = reinterpret_cast<const std::int32_t*>(offsets + head.rows + 1);
  blocks_.push_back({head.rows, dense, labels, offsets, sparse, number});
  rows_ += head.rows;
  items_ += head.items;
}

ExampleRow TableExamples::row(std::size_t row) const {
  const Block& from = block(row >> shift_);
  const std::size_t r = row & ((std::size_t{1} << shift_) - 1);
  return {from.dense + r * shape_.dense,
          from.labels + r * shape_.labels,
          {from.sparse + from.offsets[r], from.sparse + from.offsets[r + 1]}};
}

template <typename Visit>
void TableExamples::visit(const Visit& visit) const {
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    visit(block(i));
    release();
  }
}

// The lists are those of update_values, whose numbers of values come first.
void TableExamples::hash(Sha256& sha) const {
  std::uint64_t items = 0;
  sha.update(std::to_string(rows_ * shape_.dense) + " ");
  visit([&](const Block& b) {
    sha.update(bytes_of(std::span(b.dense, b.rows * shape_.dense)));
    items += b.offsets[b.rows];
  });
  sha.update(std::to_string(items) + " ");
  visit([&](const Block& b) { sha.update(bytes_of(std::span(b.sparse, b.offsets[b.rows]))); });
  sha.update(std::to_string(rows_ + 1) + " ");
  std::uint64_t before = 0;  // items of the blocks before
  sha.update(bytes_of_value(before));
  std::vector<std::uint64_t> offsets;
  visit([&](const Block& b) {
    offsets.clear();
    for (std::size_t r = 1; r <= b.rows; ++r) offsets.push_back(before + b.offsets[r]);
    sha.update(bytes_of_list(offsets));
    before = offsets.back();
  });
  sha.update(std::to_string(rows_ * shape_.labels) + " ");
  visit([&](const Block& b) { sha.update(bytes_of(std::span(b.labels, b.rows * shape_.labels))); });
}

void TableExamples::release() const {
  if (file_) file_->release();
}

}  // namespace mmoe
