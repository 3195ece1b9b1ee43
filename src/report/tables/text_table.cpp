// SPDX-License-Identifier: Apache-2.0
#include "report/tables/text_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <sstream>

#include "base/characters.h"

namespace mmoe {
namespace {

constexpr std::size_t kColumnGap = 2;   // blanks between columns
constexpr std::size_t kLeastText = 20;  // a narrower column of text is hard to read

std::size_t total(const std::vector<std::size_t>& widths) {
  const std::size_t gaps = kColumnGap * (widths.empty() ? 0 : widths.size() - 1);
  return std::accumulate(widths.begin(), widths.end(), gaps);
}

std::string padded(const std::string& text, std::size_t width, bool to_the_right) {
  std::string result = text;
  result.insert(to_the_right ? 0 : text.size(), width - std::min(width, display_width(text)), ' ');
  return result;
}

}  // namespace

std::vector<std::string> broken_at_blanks(const std::string& text, std::size_t width) {
  std::vector<std::string> lines;
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    const bool fits =
        !lines.empty() && display_width(lines.back()) + 1 + display_width(word) <= width;
    if (fits) {
      lines.back() += " " + word;
    } else {
      lines.push_back(word);
    }
  }
  return lines;
}

std::string folded_line(const std::string& text, std::size_t width, std::size_t hang) {
  if (display_width(text) <= width) return text + "\n";
  const std::size_t start = std::min(text.find_first_not_of(' '), text.size());
  std::string lines;
  // The first line keeps its own indentation, and columns of blanks within it.
  std::size_t end = text.rfind(' ', width);
  if (end == std::string::npos || end < start) end = std::min(text.find(' ', start), text.size());
  lines = text.substr(0, end);
  lines.erase(lines.find_last_not_of(' ') + 1);  // where two blanks were parted
  lines += "\n";
  for (const std::string& line : broken_at_blanks(text.substr(end), width - hang)) {
    lines += std::string(hang, ' ') + line + "\n";
  }
  return lines;
}

std::string folded_text(const std::string& text, std::size_t width) {
  constexpr std::size_t kMore = 4;
  std::string folded;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, end - at);
    const std::size_t indent = std::min(line.find_first_not_of(' '), width / 2);
    folded += folded_line(line, width, indent + kMore);
    if (end == text.size()) folded.pop_back();  // without a line's end, as it was
    at = end + 1;
  }
  return folded;
}

/// Returns the width of each column: that of its widest cell; for text less, down to kLeastText,
/// if the table fits then, or if the column would be wider than a line beside the heads.
std::vector<std::size_t> TextTable::widths(std::size_t most) const {
  std::vector<std::size_t> widths;
  std::vector<std::size_t> least;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    std::size_t widest = display_width(columns_[c].title);
    std::size_t longest_word = 0;
    for (const auto& row : rows_) {
      if (row.empty()) continue;
      widest = std::max(widest, display_width(row[c]));
      for (const std::string& word : broken_at_blanks(row[c], 1)) {
        longest_word = std::max(longest_word, display_width(word));
      }
    }
    widths.push_back(widest);
    const bool is_text = !columns_[c].to_the_right && widest > kLeastText;
    least.push_back(is_text ? std::max(kLeastText, longest_word) : widest);
  }
  if (total(least) > most) {  // to be folded
    const auto heads = static_cast<std::ptrdiff_t>(std::min(heads_, widths.size()));
    const auto rest = widths.begin() + heads;
    if (total({widths.begin(), rest}) > most / 2) std::copy_n(least.begin(), heads, widths.begin());
    const std::size_t taken = total({widths.begin(), rest}) + kColumnGap;
    const std::size_t room = most > taken ? most - taken : 0;
    for (std::size_t c = heads_; c < widths.size(); ++c) {
      widths[c] = std::min(widths[c], std::max(least[c], room));
    }
    return widths;
  }
  while (total(widths) > most) {
    std::size_t widest = 0;  // of those that can give
    for (std::size_t c = 0; c < widths.size(); ++c) {
      const bool gives = widths[c] > least[c];
      if (gives && (widths[widest] <= least[widest] || widths[c] > widths[widest])) widest = c;
    }
    widths[widest] -= 1;
  }
  return widths;
}

/// The columns of each block; one block where all fit.
std::vector<std::vector<std::size_t>> TextTable::blocks(const std::vector<std::size_t>& widths,
                                                        std::size_t most) const {
  std::vector<std::size_t> heads(std::min(heads_, columns_.size()));
  std::iota(heads.begin(), heads.end(), 0);
  std::vector<std::vector<std::size_t>> blocks = {heads};
  for (std::size_t c = heads.size(); c < columns_.size();) {
    std::vector<std::size_t> longer = blocks.back();
    const bool is_empty = longer.size() == heads.size();
    const std::size_t first = c;
    do longer.push_back(c++);
    while (c < columns_.size() && columns_[c].with_left);
    std::size_t width = 0;
    for (const std::size_t column : longer) width += widths[column] + kColumnGap;
    if (width - kColumnGap <= most || is_empty) {
      blocks.back() = longer;
    } else {
      blocks.push_back(heads);
      c = first;
    }
  }
  return blocks;
}

/// One row, which may take several lines.
std::string TextTable::line(const std::vector<std::string>& cells,
                            const std::vector<std::size_t>& block,
                            const std::vector<std::size_t>& widths) const {
  std::vector<std::vector<std::string>> parts;
  std::size_t height = 1;
  for (const std::size_t c : block) {
    const bool is_long = !cells.empty() && display_width(cells[c]) > widths[c];
    parts.push_back(cells.empty() ? std::vector{std::string()}
                    : is_long     ? broken_at_blanks(cells[c], widths[c])
                                  : std::vector{cells[c]});
    height = std::max(height, parts.back().size());
  }
  std::string text;
  for (std::size_t l = 0; l < height; ++l) {
    std::string row;
    for (std::size_t i = 0; i < block.size(); ++i) {
      const std::size_t c = block[i];
      if (i > 0) row.append(kColumnGap, ' ');
      row += padded(l < parts[i].size() ? parts[i][l] : "", widths[c], columns_[c].to_the_right);
    }
    row.erase(row.find_last_not_of(' ') + 1);
    text += row + "\n";
  }
  return text;
}

std::string TextTable::text(std::size_t most) const {
  std::vector<std::string> titles;
  for (const Column& column : columns_) titles.push_back(column.title);
  const std::vector<std::size_t> all = widths(most);
  std::string text;
  for (const auto& block : blocks(all, most)) {
    if (!text.empty()) text += "\n";
    text += line(titles, block, all);
    for (const auto& row : rows_) text += line(row, block, all);
  }
  return text;
}

}  // namespace mmoe
