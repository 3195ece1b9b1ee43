// SPDX-License-Identifier: Apache-2.0
#include "report/pages/svg_path.h"

#include <fmt/format.h>

#include <cctype>
#include <cmath>
#include <cstdlib>
#include <sstream>
#include <utility>

namespace mmoe {
namespace {

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

/// Takes the zeros from the end of decimals, and a point that is left there.
std::string without_zeros(std::string number) {
  while (number.back() == '0') number.pop_back();
  if (number.back() == '.') number.pop_back();
  return number;
}

std::string short_number(std::string number) {
  const std::size_t point = number.find('.');
  if (point == std::string::npos || number.size() != point + 3) return number;
  if (point >= 2) number = fmt::format("{:.1f}", std::strtod(number.c_str(), nullptr));
  return without_zeros(std::move(number));
}

/// Hundredths of a pixel, so that differences are exact.
std::int64_t hundredths(std::string_view number) {
  return std::llround(100 * std::strtod(std::string(number).c_str(), nullptr));
}

/// 150 as 1.5, -50 as -.5.
std::string pixel_text(std::int64_t hundredths) {
  std::string text = without_zeros(fmt::format("{:.2f}", static_cast<double>(hundredths) / 100));
  const std::size_t digits = text.starts_with('-') ? 1 : 0;
  if (text.size() > digits + 1 && text[digits] == '0') text.erase(digits, 1);
  return text;
}

/// Writes each command the shorter way: with the place, or with the way to it from the last.
class PathWriter {
 public:
  void move(SvgPlace to) { write({'M', pair(to)}, {'m', pair(way(to))}, to); }
  void line(SvgPlace to) {
    const SvgPlace by = way(to);
    if (by.x == 0) {
      write({'V', pixel_text(to.y)}, {'v', pixel_text(by.y)}, to);
    } else if (by.y == 0) {
      write({'H', pixel_text(to.x)}, {'h', pixel_text(by.x)}, to);
    } else {
      write({'L', pair(to)}, {'l', pair(by)}, to);
    }
  }
  void through(const std::vector<SvgPlace>& places) {
    for (std::size_t i = 0; i < places.size(); ++i) i == 0 ? move(places[i]) : line(places[i]);
  }
  void close() {
    text_ += last_ = 'Z';
    at_ = start_;
  }
  std::string take() { return std::move(text_); }

 private:
  struct Command {
    char letter;
    std::string numbers;
  };
  static std::string pair(SvgPlace p) {
    const std::string y = pixel_text(p.y);
    return fmt::format("{}{}{}", pixel_text(p.x), y.starts_with('-') ? "" : ",", y);
  }
  SvgPlace way(SvgPlace to) const { return {to.x - at_.x, to.y - at_.y}; }

  /// A pair without a letter is a line after a line or a move.
  std::string words(const Command& c) const {
    const bool is_line = c.letter == 'L' || c.letter == 'l';
    const char move = c.letter == 'L' ? 'M' : 'm';
    if (!is_line || (last_ != c.letter && last_ != move)) return c.letter + c.numbers;
    return (c.numbers.starts_with('-') ? "" : " ") + c.numbers;
  }
  void write(const Command& place, const Command& way, SvgPlace to) {
    const std::string absolute = words(place);
    const std::string relative = words(way);
    const bool is_shorter = !text_.empty() && relative.size() < absolute.size();
    text_ += is_shorter ? relative : absolute;
    last_ = (is_shorter ? way : place).letter;
    if (place.letter == 'M') start_ = to;
    at_ = to;
  }

  std::string text_;
  char last_ = ' ';
  SvgPlace at_;
  SvgPlace start_;  // of what Z closes
};

/// Adds a place to a line, without the last one if the way over it is level or upright.
void go_straight_to(SvgPlace place, std::vector<SvgPlace>& line) {
  const auto go_on = [&](std::int64_t SvgPlace::*along, std::int64_t SvgPlace::*across) {
    const SvgPlace &a = line[line.size() - 2], &b = line.back();
    return a.*across == b.*across && b.*across == place.*across &&
           (b.*along - a.*along) * (place.*along - b.*along) >= 0;
  };
  if (line.size() >= 2 &&
      (go_on(&SvgPlace::x, &SvgPlace::y) || go_on(&SvgPlace::y, &SvgPlace::x))) {
    line.pop_back();
  }
  line.push_back(place);
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

SvgPlace svg_place(std::string_view x, std::string_view y) {
  return {hundredths(short_numbers(x)), hundredths(short_numbers(y))};
}

std::string path_through(const std::vector<SvgPlace>& places) {
  PathWriter path;
  path.through(places);
  return path.take();
}

std::string short_path(std::string_view d) {
  std::istringstream words{std::string(d)};
  PathWriter path;
  std::vector<SvgPlace> line;
  const auto end_line = [&] {
    path.through(line);
    line.clear();
  };
  for (std::string word; words >> word;) {
    if (word == "Z" || word == "z") {
      end_line();
      path.close();
      continue;
    }
    const std::size_t comma = word.find(',');
    const bool is_known = (word[0] == 'M' || word[0] == 'L') && comma != std::string::npos;
    if (!is_known) return short_numbers(d);
    if (word[0] == 'M') end_line();
    go_straight_to(svg_place(word.substr(1, comma - 1), word.substr(comma + 1)), line);
  }
  end_line();
  return path.take();
}

}  // namespace mmoe
