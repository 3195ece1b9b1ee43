// SPDX-License-Identifier: Apache-2.0
// A table for the terminal: columns padded to their widest cell, numbers to the right.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mmoe {

struct Column {
  std::string title;
  bool to_the_right = true;
};

class TextTable {
 public:
  explicit TextTable(std::vector<Column> columns) : columns_(std::move(columns)) {}
  /// One text a column.
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  /// An empty line between groups of rows.
  void add_gap() { rows_.emplace_back(); }
  /// Lines without trailing blanks; widths count code points, not bytes.
  std::string text() const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

/// Code points of UTF-8 text.
std::size_t letters_in(const std::string& text);

/// 13056 -> "13,056".
std::string with_commas(std::int64_t n);

/// 0.0304 -> "0.030"; "<0.001" below that, "–" where undefined.
std::string p_text(const std::optional<double>& p);

}  // namespace mmoe
