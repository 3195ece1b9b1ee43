// SPDX-License-Identifier: Apache-2.0
#include "help_text.h"

#include <algorithm>
#include <sstream>
#include <string_view>
#include <vector>

#include "base/characters.h"
#include "report/tables/text_table.h"

namespace mmoe::cli {
namespace {

constexpr std::string_view kExample = "Example: ";
constexpr std::string_view kIndent = "  ";
constexpr std::size_t kBelow = 6;  // blanks before a comment below its command

/// "  COMMAND   COMMENT", each in its place; a comment begins behind two blanks.
std::string command_lines(const std::string& line, std::size_t width) {
  const std::size_t begin = std::min(line.find_first_not_of(' '), line.size());
  const std::size_t end = std::min(line.find("  ", begin), line.size());
  const std::string comment = line.substr(std::min(line.find_first_not_of(' ', end), line.size()));
  const std::string command = line.substr(0, end) + "\n";
  if (comment.empty()) return command;
  return command + folded_line(std::string(kBelow, ' ') + comment, width, kBelow);
}

std::string filled(const std::string& prose, std::size_t width) {
  std::string lines;
  for (const std::string& line : broken_at_blanks(prose, width)) lines += line + "\n";
  return lines;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream rest(text);
  for (std::string line; std::getline(rest, line);) lines.push_back(line);
  return lines;
}

}  // namespace

std::string help_lines(const std::string& text, std::size_t width) {
  const std::vector<std::string> lines = lines_of(text);
  const auto fits = [&](const std::string& line) { return display_width(line) <= width; };
  if (std::ranges::all_of(lines, fits)) return text;
  std::string folded, prose;
  const auto end_prose = [&] {
    folded += filled(prose, width);
    prose.clear();
  };
  for (const std::string& line : lines) {
    const bool is_example = line.starts_with(kExample);
    if (is_example || line.starts_with(kIndent) || line.empty()) {
      end_prose();
      if (is_example) folded += "Example:\n";
      folded +=
          line.empty()
              ? "\n"
              : command_lines(
                    is_example ? std::string(kIndent) + line.substr(kExample.size()) : line, width);
      continue;
    }
    const bool is_heading = line.ends_with(':');
    if (is_heading) end_prose();
    prose += line + " ";
    if (is_heading) end_prose();
  }
  end_prose();
  if (!text.ends_with('\n')) folded.pop_back();
  return folded;
}

}  // namespace mmoe::cli
