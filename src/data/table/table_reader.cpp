// SPDX-License-Identifier: Apache-2.0
// Reads the files of a table, whole or a block at a time.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/count_text.h"
#include "base/error.h"
#include "base/interrupt.h"
#include "data/table/csv_reader.h"
#include "data/table/number_text.h"
#include "data/table/table.h"
#include "data/table/text_codes.h"

namespace mmoe {
namespace {

using CsvFields = std::vector<std::string_view>;

/// Rows are counted in 31 bits, as the inputs of a batch are.
constexpr std::size_t kMostTableRows = std::numeric_limits<std::int32_t>::max();
constexpr std::size_t kShownText = 40;  // of a field in a message

std::string shortened(std::string_view text) {
  if (text.size() <= kShownText) return std::string(text);
  return std::string(text.substr(0, kShownText)) + "...";
}

/// The words for a missing value. Most fields are told to be none by their first byte.
class MissingWords {
 public:
  explicit MissingWords(const std::vector<std::string>& words) : words_(words) {
    for (const std::string& word : words) {
      if (word.empty()) {
        empty_ = true;
      } else {
        first_[static_cast<unsigned char>(word[0])] = true;
      }
    }
  }
  bool has(std::string_view field) const {
    if (field.empty()) return empty_;
    return first_[static_cast<unsigned char>(field[0])] &&
           std::ranges::find(words_, field) != words_.end();
  }

 private:
  const std::vector<std::string>& words_;
  bool empty_ = false;
  std::array<bool, 256> first_{};
};

void check_header(const std::vector<std::string>& names, const CsvReader& reader) {
  std::unordered_map<std::string_view, std::size_t> positions;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto [first, is_new] = positions.emplace(names[i], i + 1);
    if (is_new) continue;
    throw InputError(
        fmt::format("{}:{}: columns {} and {} are both named '{}'; expected each name once; rename "
                    "one, or list \"names\" in the recipe",
                    reader.path(), reader.line(), first->second, i + 1, names[i]));
  }
}

/// Reads the next record that is no comment; false at the end of the file.
bool next_row(CsvReader& reader, const TableForm& form, CsvFields& fields) {
  while (reader.next(fields)) {
    if (form.comment.empty() || !fields[0].starts_with(form.comment)) return true;
  }
  return false;
}

/// The names of a file's columns; the reader stands at the first row behind them.
std::vector<std::string> start_file(CsvReader& reader, const TableForm& form) {
  CsvFields fields;
  if (form.header && !next_row(reader, form, fields)) {
    throw InputError(fmt::format("{}: found no line; expected a header and rows", reader.path()));
  }
  if (form.header && !form.names.empty() && fields.size() != form.names.size()) {
    throw InputError(fmt::format("{}:{}: found {}; expected {}, as the recipe's \"names\"",
                                 reader.path(), reader.line(), counted(fields.size(), "column"),
                                 form.names.size()));
  }
  if (!form.names.empty()) return form.names;
  std::vector<std::string> names(fields.begin(), fields.end());
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i].empty()) names[i] = fmt::format("unnamed {}", i + 1);
  }
  check_header(names, reader);
  return names;
}

class TableReader {
 public:
  TableReader(const TableForm& form, const TableUses& uses)
      : form_(form), uses_(uses), missing_(form.missing) {}

  RawTable read() {
    read_files();
    return std::move(table_);
  }

  /// Hands over blocks, and keeps none.
  std::vector<TableFile> read(const TableBlocks& blocks) {
    blocks_ = &blocks;
    read_files();
    hand_over();
    return std::move(table_.files);
  }

 private:
  void read_files() {
    for (const std::string& path : form_.paths) read_file(path);
    if (rows_ > 0) return;
    throw InputError(fmt::format("{}: found no rows; expected at least one{}",
                                 fmt::join(form_.paths, ", "),
                                 form_.header ? " below the header" : ""));
  }

  void hand_over() {
    if (table_.rows == 0) return;
    blocks_->take(table_);
    table_.rows = 0;
    for (TableColumn& column : table_.columns) {
      column.numbers.clear();
      column.codes.clear();
      column.texts.clear();
    }
    codes_.assign(table_.columns.size(), {});
  }

  void read_file(const std::string& path) {
    CsvReader reader(path, delimiter_of(path, form_.delimiter));
    const std::vector<std::string> names = start_file(reader, form_);
    if (table_.files.empty()) choose_columns(names);
    const std::vector<std::size_t> positions = match_columns(names, reader);
    const std::size_t before = rows_;
    CsvFields fields;
    while (next_row(reader, form_, fields)) {
      check_count(fields, names.size(), reader);
      for (std::size_t c = 0; c < positions.size(); ++c) add(c, fields[positions[c]], reader);
      constexpr std::size_t kPoll = 4096;  // rows between looks at an interrupt
      if (++rows_ % kPoll == 0 && interrupted()) throw Interrupted();
      if (++table_.rows > kMostTableRows) {
        throw InputError(
            fmt::format("{}:{}: expected at most {} rows", path, reader.line(), kMostTableRows));
      }
      if (blocks_ != nullptr && table_.rows == blocks_->rows) hand_over();
    }
    table_.files.push_back(
        {.path = path, .rows = rows_ - before, .bytes = reader.bytes(), .sha256 = reader.sha256()});
  }

  void choose_columns(const std::vector<std::string>& names) {
    table_.header = names;
    if (blocks_ != nullptr && blocks_->begin) blocks_->begin(names);
    for (const std::string& name : names) {
      if (const auto use = uses_(name)) table_.columns.push_back({.name = name, .use = *use});
    }
    codes_.resize(table_.columns.size());
  }

  /// Where each used column stands in this file.
  std::vector<std::size_t> match_columns(const std::vector<std::string>& names,
                                         const CsvReader& reader) const {
    std::unordered_map<std::string_view, std::size_t> position_of_name;
    for (std::size_t i = 0; i < names.size(); ++i) position_of_name.emplace(names[i], i);
    std::vector<std::size_t> positions;
    for (const TableColumn& column : table_.columns) {
      const auto found = position_of_name.find(column.name);
      if (found == position_of_name.end()) {
        throw InputError(fmt::format("{}: there is no column '{}', which {} has", reader.path(),
                                     column.name, table_.files.front().path));
      }
      positions.push_back(found->second);
    }
    return positions;
  }

  /// Empty fields beyond the last column are trailing delimiters.
  static void check_count(const CsvFields& fields, std::size_t columns, const CsvReader& reader) {
    const bool fits =
        fields.size() == columns ||
        (fields.size() > columns &&
         std::all_of(fields.begin() + static_cast<std::ptrdiff_t>(columns), fields.end(),
                     [](std::string_view field) { return field.empty(); }));
    if (fits) return;
    throw InputError(fmt::format("{}:{}: found {}; expected {}, one per column", reader.path(),
                                 reader.line(), counted(fields.size(), "field"), columns));
  }

  void add(std::size_t c, std::string_view field, const CsvReader& reader) {
    TableColumn& column = table_.columns[c];
    const bool missing = missing_.has(field);
    if (missing && column.use.complete) {
      fail(column, field,
           column.use.label
               ? "a label in every row; remove the others, or give the task "
                 "\"partly_labelled\": true"
               : "a value in every row, as rows without one cannot be used; remove them",
           reader);
    }
    if (column.use.texts) {
      column.codes.push_back(missing ? TableColumn::kMissing : code(c, field, reader));
    }
    if (column.use.numbers) {
      column.numbers.push_back(missing ? std::nan("") : number(column, field, reader));
    }
  }

  std::uint32_t code(std::size_t c, std::string_view field, const CsvReader& reader) {
    TableColumn& column = table_.columns[c];
    const std::size_t known = column.texts.size();
    const std::uint32_t code = codes_[c].code(field, column.texts);
    const std::vector<std::string>& words = column.use.words;
    if (column.texts.size() > known && !words.empty() &&
        std::ranges::find(words, field) == words.end()) {
      fail(column, field, fmt::format("'{}'", fmt::join(words, "' or '")), reader);
    }
    return code;
  }

  double number(const TableColumn& column, std::string_view field, const CsvReader& reader) const {
    const std::optional<double> value = parse_decimal(field);
    if (!value) {
      const std::string missing = column.use.complete
                                      ? ""
                                      : fmt::format(", or a word of \"missing\": \"{}\"",
                                                    fmt::join(form_.missing, "\", \""));
      fail(column, field, "a number" + missing + number_hint(field), reader);
    }
    if (std::abs(*value) > std::numeric_limits<float>::max()) {
      fail(column, field, "a number whose size is at most 3.4e38, as inputs have 32 bits", reader);
    }
    if (*value < column.use.low) {
      fail(column, field, fmt::format("at least {}", column.use.low), reader);
    }
    if (column.use.binary && *value != 0 && *value != 1) {
      fail(column, field,
           "0 or 1, the label of a binary task; or give the task a condition: \">=\", \"in\" or "
           "\"not in\"",
           reader);
    }
    return *value;
  }

  [[noreturn]] static void fail(const TableColumn& column, std::string_view field,
                                const std::string& expected, const CsvReader& reader) {
    throw InputError(fmt::format("{}:{}: column '{}': found '{}'; expected {}", reader.path(),
                                 reader.line(), column.name, shortened(field), expected));
  }

  const TableForm& form_;
  const TableUses& uses_;
  const MissingWords missing_;
  RawTable table_;
  std::size_t rows_ = 0;                 // of all files so far
  std::vector<TextCodes> codes_;         // by used column
  const TableBlocks* blocks_ = nullptr;  // null: all rows stay in the table
};

}  // namespace

std::vector<std::string> read_table_header(const TableForm& form) {
  CsvReader reader(form.paths.front(), delimiter_of(form.paths.front(), form.delimiter));
  return start_file(reader, form);
}

RawTable read_table(const TableForm& form, const TableUses& uses) {
  return TableReader(form, uses).read();
}

std::vector<TableFile> read_table_blocks(const TableForm& form, const TableUses& uses,
                                         const TableBlocks& blocks) {
  return TableReader(form, uses).read(blocks);
}

}  // namespace mmoe
