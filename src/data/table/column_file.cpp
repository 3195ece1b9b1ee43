// SPDX-License-Identifier: Apache-2.0
#include "data/table/column_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>

#include "base/error.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// Reads what ColumnWriter wrote.
class ColumnReader {
 public:
  ColumnReader(std::span<const std::string_view> blocks, ColumnCheck check)
      : blocks_(blocks), check_(check) {}

  RawTable read(const TableUses& uses) {
    try {
      read_about(json::from_cbor(blocks_.back()), uses);
    } catch (const json::exception& error) {
      fail(blocks_.size() - 1, error.what());
    }
    const std::size_t full = (table_.rows + (std::size_t{1} << shift_) - 1) >> shift_;
    if (full + texts_ + 1 != blocks_.size()) {
      fail(blocks_.size() - 1,
           fmt::format("found {} blocks; expected {}", blocks_.size(), full + texts_ + 1));
    }
    for (std::size_t block = 0, at = full; block < columns_.size(); ++block) {
      if (columns_[block].coded) read_texts(at++, table_.columns[block].texts);
    }
    for (std::size_t block = 0; block < full; ++block) read_rows(block);
    give_values();
    return std::move(table_);
  }

 private:
  struct Column {
    bool numbers, coded;
    std::vector<const double*> number_chunks = {};
    std::vector<const std::uint32_t*> code_chunks = {};
  };

  [[noreturn]] static void fail(std::size_t block, const std::string& problem) {
    throw RunError(fmt::format("block {}: {}", block, problem));
  }

  void read_about(const json& about, const TableUses& uses) {
    table_.rows = about.at("rows").get<std::size_t>();
    shift_ = about.at("shift").get<unsigned>();
    table_.header = about.at("header").get<std::vector<std::string>>();
    for (const json& file : about.at("files")) {
      table_.files.push_back(
          {.path = file.at(0), .rows = file.at(1), .bytes = file.at(2), .sha256 = file.at(3)});
    }
    for (const json& column : about.at("columns")) {
      columns_.push_back({.numbers = column.at(1), .coded = column.at(2)});
      texts_ += columns_.back().coded ? 1 : 0;
      const auto use = uses(column.at(0));
      table_.columns.push_back({.name = column.at(0), .use = use.value_or(TableColumnUse())});
    }
    if (table_.rows == 0 || shift_ > kLargestColumnShift ||
        table_.rows > std::numeric_limits<std::int32_t>::max()) {
      fail(blocks_.size() - 1, fmt::format("found {} rows in blocks of 2^{}", table_.rows, shift_));
    }
  }

  void read_texts(std::size_t block, std::vector<std::string>& texts) const {
    std::string_view rest = blocks_[block];
    std::uint64_t count = 0;
    take(block, rest, count);
    for (std::uint64_t i = 0; i < count; ++i) {
      std::uint32_t size = 0;
      take(block, rest, size);
      if (rest.size() < size) fail(block, "a text is cut off");
      texts.emplace_back(rest.substr(0, size));
      rest.remove_prefix(size);
    }
    if (!rest.empty()) fail(block, "found bytes behind the last text");
  }

  template <typename T>
  void take(std::size_t block, std::string_view& rest, T& value) const {
    if (rest.size() < sizeof value) fail(block, "a number is cut off");
    std::memcpy(&value, rest.data(), sizeof value);
    rest.remove_prefix(sizeof value);
  }

  void read_rows(std::size_t block) {
    const std::size_t first = block << shift_;
    const std::size_t rows = std::min(table_.rows - first, std::size_t{1} << shift_);
    std::string_view rest = blocks_[block];
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      Column& column = columns_[c];
      if (column.numbers) column.number_chunks.push_back(chunk<double>(block, rows, rest));
      if (!column.coded) continue;
      column.code_chunks.push_back(chunk<std::uint32_t>(block, rows, rest));
      check_codes({column.code_chunks.back(), rows}, table_.columns[c], block);
    }
    if (!rest.empty()) fail(block, "found bytes behind the last column");
  }

  template <typename T>
  const T* chunk(std::size_t block, std::size_t rows, std::string_view& rest) const {
    const std::size_t bytes = padded_size(rows * sizeof(T));
    if (rest.size() < bytes) fail(block, "a column is cut off");
    const auto* const values = reinterpret_cast<const T*>(rest.data());
    rest.remove_prefix(bytes);
    return values;
  }

  void check_codes(std::span<const std::uint32_t> codes, const TableColumn& column,
                   std::size_t block) const {
    if (check_ == ColumnCheck::kJustWritten) return;
    const auto known = [&](std::uint32_t code) {
      return code < column.texts.size() || code == TableColumn::kMissing;
    };
    if (std::ranges::all_of(codes, known)) return;
    fail(block, fmt::format("column '{}' has a code without a text", column.name));
  }

  void give_values() {
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      Column& from = columns_[c];
      TableColumn& to = table_.columns[c];
      if (from.numbers) to.numbers = {std::move(from.number_chunks), shift_, table_.rows};
      if (from.coded) to.codes = {std::move(from.code_chunks), shift_, table_.rows};
    }
  }

  std::span<const std::string_view> blocks_;
  ColumnCheck check_;
  std::vector<Column> columns_;
  std::size_t texts_ = 0;  // columns that have some
  unsigned shift_ = 0;
  RawTable table_;
};

}  // namespace

RawTable open_columns(const fs::path& file, std::string_view source, const TableUses& uses,
                      ColumnCheck check) {
  auto mapped = std::make_shared<const BlockFile>(file, source);
  std::vector<std::string_view> blocks;
  for (std::size_t i = 0; i < mapped->blocks(); ++i) {
    const bool checked = check == ColumnCheck::kAll;
    blocks.push_back(checked ? mapped->block(i) : mapped->unchecked_block(i));
    if (checked) mapped->release();
  }
  if (blocks.empty()) throw RunError(fmt::format("{}: found no blocks", file.string()));
  try {
    RawTable table = table_of_blocks(blocks, uses, check);
    mapped->release();
    table.mapped = std::move(mapped);
    return table;
  } catch (const RunError& error) {
    throw RunError(fmt::format("{}: {}", file.string(), error.what()));
  }
}

RawTable table_of_blocks(std::span<const std::string_view> blocks, const TableUses& uses,
                         ColumnCheck check) {
  return ColumnReader(blocks, check).read(uses);
}

}  // namespace mmoe
