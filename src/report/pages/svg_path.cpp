// SPDX-License-Identifier: Apache-2.0
#include "report/pages/svg_path.h"

#include <fmt/format.h>

#include <cctype>
#include <cstdlib>
#include <sstream>

namespace mmoe {
namespace {

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

std::string short_number(std::string number) {
  const std::size_t point = number.find('.');
  if (point == std::string::npos || number.size() != point + 3) return number;
  if (point >= 2) number = fmt::format("{:.1f}", std::strtod(number.c_str(), nullptr));
  while (number.back() == '0') number.pop_back();
  if (number.back() == '.') number.pop_back();
  return number;
}

/// Appends a line from `from` to `to` after the command `last`, which it changes.
void append_line(std::string& text, std::string_view from, std::string_view to, char& last) {
  const std::size_t comma = to.find(',');
  const std::size_t before = from.find(',');
  if (to.substr(0, comma) == from.substr(0, before)) {
    last = 'V';
    text += fmt::format("V{}", to.substr(comma + 1));
  } else if (to.substr(comma) == from.substr(before)) {
    last = 'H';
    text += fmt::format("H{}", to.substr(0, comma));
  } else {
    const bool goes_on = last == 'M' || last == 'L';  // a pair without a command is a line
    last = 'L';
    text += fmt::format("{}{}", goes_on ? ' ' : 'L', to);
  }
}

}  // namespace

std::string short_numbers(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && (is_digit(text[end]) || text[end] == '.')) ++end;
    if (end == i) {
      result += text[i++];
      continue;
    }
    result += short_number(std::string(text.substr(i, end - i)));
    i = end;
  }
  return result;
}

std::string short_path(std::string_view d) {
  const std::string numbers = short_numbers(d);
  std::istringstream words(numbers);
  std::string text, from;
  char last = ' ';
  for (std::string word; words >> word;) {
    const char command = word[0];
    if (word == "Z" || word == "z") {
      text += last = 'Z';
      continue;
    }
    const std::string to = word.substr(1);
    if ((command != 'M' && command != 'L') || to.find(',') == std::string::npos) return numbers;
    if (command == 'M') {
      last = 'M';
      text += word;
    } else {
      append_line(text, from, to, last);
    }
    from = to;
  }
  return text;
}

}  // namespace mmoe
