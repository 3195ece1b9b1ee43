// SPDX-License-Identifier: Apache-2.0
// Writes the columns of a table as its files are read.
#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <limits>
#include <nlohmann/json.hpp>
#include <system_error>

#include "base/bytes.h"
#include "base/error.h"
#include "data/table/column_file.h"
#include "data/table/text_codes.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::size_t kColumnBlockBytes = std::size_t{1} << 24;  // about

template <typename T>
void append_column_bytes(std::string& out, std::span<const T> values) {
  out += bytes_of(values);
  out.resize(padded_size(out.size()), '\0');
}

/// Blocks of so many rows, a power of two, are some 16 MiB at most.
unsigned shift_of_rows(const std::vector<std::string>& header, const TableUses& uses) {
  std::size_t bytes = 1;
  for (const std::string& name : header) {
    const auto use = uses(name);
    if (use && use->numbers) bytes += sizeof(double);
    if (use && use->texts) bytes += sizeof(std::uint32_t);
  }
  const auto rows = std::max<std::size_t>(kColumnBlockBytes / bytes, 1);
  return std::min<unsigned>(static_cast<unsigned>(std::bit_width(rows)) - 1, kLargestColumnShift);
}

/// Writes blocks of a table as they are read.
class ColumnWriter {
 public:
  ColumnWriter(const fs::path& file, std::string_view source, unsigned shift)
      : writer_(file, source), shift_(shift) {}

  void take(const RawTable& block) {
    if (columns_.empty()) {
      for (const TableColumn& column : block.columns) columns_.push_back({.name = column.name});
    }
    payload_.clear();
    for (std::size_t c = 0; c < columns_.size(); ++c) add(block.columns[c], columns_[c]);
    rows_ += block.rows;
    append();
  }

  void finish(const std::vector<std::string>& header, const std::vector<TableFile>& files) {
    json columns = json::array();
    for (const Column& column : columns_) {
      columns.push_back({column.name, column.numbers, column.coded});
      if (column.coded) append_texts(column.texts);
    }
    json about = {{"rows", rows_}, {"shift", shift_}, {"header", header}, {"columns", columns}};
    for (const TableFile& file : files) {
      about["files"].push_back({file.path, file.rows, file.bytes, file.sha256});
    }
    payload_.clear();
    json::to_cbor(about, payload_);
    append();
    writer_.finish();
  }

 private:
  struct Column {
    std::string name;
    bool numbers = false, coded = false;
    TextCodes codes = {};
    std::vector<std::string> texts = {};  // of all blocks
  };

  /// Codes of the block become codes of the table.
  void add(const TableColumn& values, Column& column) {
    column.numbers = values.use.numbers;
    column.coded = values.use.texts;
    append_column_bytes(payload_, values.numbers.in_memory());
    if (!column.coded) return;
    std::vector<std::uint32_t> of_block;
    for (const std::string& text : values.texts) {
      of_block.push_back(column.codes.code(text, column.texts));
    }
    codes_.clear();
    for (const std::uint32_t code : values.codes.in_memory()) {
      codes_.push_back(code == TableColumn::kMissing ? code : of_block[code]);
    }
    append_column_bytes(payload_, std::span<const std::uint32_t>(codes_));
  }

  void append_texts(const std::vector<std::string>& texts) {
    const std::uint64_t count = texts.size();
    payload_ = bytes_of_value(count);
    for (const std::string& text : texts) {
      const auto size = static_cast<std::uint32_t>(text.size());
      payload_ += bytes_of_value(size);
      payload_ += text;
    }
    append();
  }

  void append() {
    if (payload_.size() > std::numeric_limits<std::uint32_t>::max()) {
      throw RunError("a column has more than 4 GiB of different texts");
    }
    writer_.append_unless_kept(payload_, rows_);
  }

  BlockWriter writer_;
  unsigned shift_;
  std::size_t rows_ = 0;
  std::vector<Column> columns_;
  std::vector<std::uint32_t> codes_;
  std::string payload_;
};

}  // namespace

void import_columns(const TableForm& form, const TableUses& uses, const fs::path& file,
                    std::string_view source) {
  std::vector<std::string> header = read_table_header(form);
  const unsigned shift = shift_of_rows(header, uses);
  try {
    ColumnWriter writer(file, source, shift);
    const auto files = read_table_blocks(
        form, uses, {.rows = std::size_t{1} << shift, .take = [&](const RawTable& block) {
                       writer.take(block);
                     }});
    writer.finish(header, files);
  } catch (const InputError&) {
    std::error_code ignored;
    fs::remove(file.string() + ".part", ignored);  // the files will be mended, hence be others
    throw;
  }
}

}  // namespace mmoe
