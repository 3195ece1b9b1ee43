// SPDX-License-Identifier: Apache-2.0
// A table for the terminal: columns padded to their widest cell, numbers to the right. One that is
// wider than a line breaks its long words of text over lines; if that is not enough it is folded
// into blocks of columns, one below the other, each with the heads of its rows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "results/number_text.h"

namespace mmoe {

inline constexpr std::size_t kTextWidth = 120;

struct Column {
  std::string title;
  bool to_the_right = true;
  bool with_left = false;  // never parted from the column at its left
};

class TextTable {
 public:
  /// The first `heads` columns say what a row is of.
  explicit TextTable(std::vector<Column> columns, std::size_t heads = 1)
      : columns_(std::move(columns)), heads_(heads) {}
  /// One text a column.
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  /// An empty line between groups of rows.
  void add_gap() { rows_.emplace_back(); }
  /// Lines without trailing blanks, of at most `most` where any column alone allows it; widths
  /// count code points, not bytes.
  std::string text(std::size_t most = kTextWidth) const;

 private:
  std::vector<std::size_t> widths(std::size_t most) const;
  std::vector<std::vector<std::size_t>> blocks(const std::vector<std::size_t>& widths,
                                               std::size_t most) const;
  std::string line(const std::vector<std::string>& cells, const std::vector<std::size_t>& block,
                   const std::vector<std::size_t>& widths) const;

  std::vector<Column> columns_;
  std::size_t heads_;
  std::vector<std::vector<std::string>> rows_;
};

/// `text`, a line, in lines of at most `width` columns; those after the first begin with `hang`
/// blanks. With a line's end.
std::string folded_line(const std::string& text, std::size_t width, std::size_t hang);

/// `text` with its lines folded where they are longer than `width`, each below itself and indented
/// a little more.
std::string folded_text(const std::string& text, std::size_t width);

/// `text` in lines of at most `width` columns of a terminal, parted at blanks; a longer word has a
/// line for itself. None for "".
std::vector<std::string> broken_at_blanks(const std::string& text, std::size_t width);

}  // namespace mmoe
