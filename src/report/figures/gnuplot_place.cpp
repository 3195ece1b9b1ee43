// SPDX-License-Identifier: Apache-2.0
#include "report/figures/gnuplot_place.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/characters.h"
#include "report/tables/text_table.h"

namespace mmoe {
namespace {

constexpr double kLetter = 7.4;  // mean width of a letter of 13 pixels

/// `text`, or its beginning and "…", no wider than `width` pixels.
std::string shortened(const std::string& text, double width) {
  if (text_width(text) <= width) return text;
  std::string kept = text;
  while (!kept.empty() && text_width(kept + "…") > width) {
    while ((static_cast<unsigned char>(kept.back()) & 0xC0U) == 0x80U) kept.pop_back();
    kept.pop_back();
  }
  return kept + "…";
}

}  // namespace

double text_width(const std::string& text) {
  return kLetter * static_cast<double>(display_width(text));
}

std::vector<std::string> wrapped(const std::string& text, double width) {
  auto lines = broken_at_blanks(text, static_cast<std::size_t>(width / kLetter));
  for (std::string& line : lines) line = shortened(line, width);
  return lines;
}

std::string gnuplot_quoted(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < ' '; }, ' ');
  for (std::size_t at = 0; (at = text.find('\'', at)) != std::string::npos; at += 2) {
    text.insert(at, 1, '\'');
  }
  return "'" + text + "'";
}

std::string margin_commands(const Place& place, const Size& size) {
  return fmt::format(
      "set lmargin at screen {:.5f}\nset rmargin at screen {:.5f}\n"
      "set tmargin at screen {:.5f}\nset bmargin at screen {:.5f}\n",
      place.left / size.width, place.right / size.width, 1 - place.top / size.height,
      1 - place.bottom / size.height);
}

}  // namespace mmoe
