// SPDX-License-Identifier: Apache-2.0
#include "report/pages/small_svg.h"

#include <fmt/format.h>

#include <cctype>
#include <cstdlib>
#include <optional>
#include <set>
#include <sstream>
#include <string_view>
#include <vector>

namespace mmoe {
namespace {

using Lines = std::vector<std::string>;

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

void erase_all(std::string& text, std::string_view part) {
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos;) {
    text.erase(at, part.size());
  }
}

/// What stands in `line` between `before` and the next `after`; empty without them.
std::string text_between(const std::string& line, std::string_view before, std::string_view after) {
  const std::size_t begin = line.find(before);
  if (begin == std::string::npos) return "";
  const std::size_t end = line.find(after, begin + before.size());
  if (end == std::string::npos) return "";
  return line.substr(begin + before.size(), end - begin - before.size());
}

/// Numbers of two decimals, which coordinates have: those from 10 up to one decimal, and no zeros
/// at the end.
std::string short_numbers(const std::string& text) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    if (!is_digit(text[i])) {
      result += text[i++];
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && (is_digit(text[end]) || text[end] == '.')) ++end;
    std::string number = text.substr(i, end - i);
    const std::size_t point = number.find('.');
    if (point != std::string::npos && number.size() == point + 3) {
      if (point >= 2) number = fmt::format("{:.1f}", std::strtod(number.c_str(), nullptr));
      while (number.back() == '0') number.pop_back();
      if (number.back() == '.') number.pop_back();
    }
    result += number;
    i = end;
  }
  return result;
}

Lines svg_lines(const std::string& svg) {
  Lines lines;
  std::istringstream stream(svg);
  for (std::string line; std::getline(stream, line);) {
    line.erase(0, line.find_first_not_of(" \t"));
    for (const char* usual : {" stroke-linecap=\"butt\" stroke-linejoin=\"miter\"", " rotate(0)",
                              " font-family=\"sans-serif\""}) {
      erase_all(line, usual);
    }
    // "<g id=..._plot_1a ><title>...</title>": the group stays.
    if (const std::string title = text_between(line, "<title>", "</title>"); !title.empty()) {
      erase_all(line, "<title>" + title + "</title>");
    }
    if (!line.empty()) lines.push_back(line.starts_with("<text>") ? line : short_numbers(line));
  }
  return lines;
}

/// Without groups that hold nothing.
Lines without_empty(const Lines& lines) {
  Lines kept;
  for (const std::string& line : lines) {
    const bool closes = line == "</g>";
    const bool opened = !kept.empty() && kept.back().starts_with("<g ") &&
                        kept.back().find('>') == kept.back().size() - 1;
    if (closes && opened) {
      kept.pop_back();
    } else {
      kept.push_back(line);
    }
  }
  return kept;
}

/// Without definitions that nothing uses: each comes after what it uses itself.
Lines without_unused(const Lines& lines) {
  std::set<std::string> used;
  Lines kept;
  bool in_filter = false;
  for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
    if (*line == "</filter>") in_filter = true;
    const bool drops = in_filter;
    if (line->starts_with("<filter ")) in_filter = false;
    const std::string id = text_between(*line, " id='", "'");
    if (drops || (!id.empty() && !used.contains(id))) continue;
    if (const std::string target = text_between(*line, "href='#", "'"); !target.empty())
      used.insert(target);
    kept.push_back(*line);
  }
  return {kept.rbegin(), kept.rend()};
}

/// A point: <use xlink:href='#MARKER' transform='translate(X,Y) scale(S)' LOOK/>.
struct MarkerPoint {
  std::string marker, x, y, scale, look;
  bool is_like(const MarkerPoint& other) const {
    return marker == other.marker && scale == other.scale && look == other.look;
  }
};

std::optional<MarkerPoint> marker_point(const std::string& line) {
  if (!line.starts_with("<use xlink:href='#") || !line.ends_with("/>")) return std::nullopt;
  MarkerPoint point{.marker = text_between(line, "href='#", "'"),
                    .x = text_between(line, "translate(", ","),
                    .y = "",
                    .scale = text_between(line, "scale(", ")"),
                    .look = text_between(line, ")' ", "/>")};
  const std::string place = text_between(line, "translate(", ")");
  if (point.x.empty() || point.scale.empty()) return std::nullopt;
  point.y = place.substr(point.x.size() + 1);
  return point;
}

/// Points that look alike become places of one marker, which has their size.
Lines grouped_points(const Lines& lines) {
  constexpr std::size_t kFewest = 3;
  Lines result;
  std::size_t groups = 0;
  for (std::size_t i = 0; i < lines.size();) {
    const auto first = marker_point(lines[i]);
    std::size_t end = i;
    while (first && end < lines.size()) {
      const auto next = marker_point(lines[end]);
      if (!next || !next->is_like(*first)) break;
      ++end;
    }
    if (end - i < kFewest) {
      result.push_back(lines[i++]);
      continue;
    }
    // The opacity of a group would be of all its points together.
    std::string look = first->look;
    if (const std::string opacity = text_between(look, "opacity='", "'"); !opacity.empty()) {
      look = look.substr(0, look.find(" opacity=")) +
             fmt::format(" fill-opacity='{0}' stroke-opacity='{0}'", opacity);
    }
    const std::string id = fmt::format("{}-{}", first->marker, groups++);
    result.push_back(
        fmt::format("<g {}><defs><use id='{}' xlink:href='#{}' transform='scale({})'/></defs>",
                    look, id, first->marker, first->scale));
    for (; i < end; ++i) {
      const auto point = marker_point(lines[i]);
      result.push_back(
          fmt::format("<use xlink:href='#{}' x='{}' y='{}'/>", id, point->x, point->y));
    }
    result.emplace_back("</g>");
  }
  return result;
}

}  // namespace

std::string small_svg(const std::string& svg) {
  std::string text;
  for (const std::string& line : grouped_points(without_unused(without_empty(svg_lines(svg))))) {
    text += line + "\n";
  }
  return text;
}

}  // namespace mmoe
