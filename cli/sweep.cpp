// SPDX-License-Identifier: Apache-2.0
#include "sweep.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "base/error.h"

namespace mmoe::cli {
namespace {

using nlohmann::ordered_json;

constexpr double kLongestSweep = 10000;

double parse_number(const std::string& text, const std::string& flag) {
  double value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end || !std::isfinite(value)) {
    throw InputError(
        fmt::format("{}: found '{}'; expected a number, a list a,b,c or a range "
                    "FIRST:LAST:STEP",
                    flag, text));
  }
  return value;
}

/// Keeps whole numbers integers, so that they fit integer fields.
ordered_json as_json(double value) {
  if (value == std::floor(value) && std::abs(value) < 1e15) return static_cast<std::int64_t>(value);
  return value;
}

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(' ');
  return first == std::string::npos ? ""
                                    : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// Blanks around the parts, as people put after a comma, are left out.
std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  for (auto at = text.find(separator); at != std::string::npos; at = text.find(separator, from)) {
    parts.push_back(trimmed(text.substr(from, at - from)));
    from = at + 1;
  }
  parts.push_back(trimmed(text.substr(from)));
  return parts;
}

}  // namespace

std::vector<std::string> split_list(const std::string& text) {
  return text.empty() ? std::vector<std::string>{} : split(text, ',');
}

ordered_json parse_sweep(const std::string& text, const std::string& flag) {
  ordered_json list = ordered_json::array();
  for (const std::string& part : split(text, ',')) {
    const auto range = split(part, ':');
    if (range.size() == 1) {
      list.push_back(as_json(parse_number(part, flag)));
      continue;
    }
    if (range.size() != 3) {
      throw InputError(fmt::format("{}: found '{}'; expected a range FIRST:LAST:STEP", flag, part));
    }
    const double first = parse_number(range[0], flag);
    const double last = parse_number(range[1], flag);
    const double step = parse_number(range[2], flag);
    const double points = std::floor((last - first) / step + 1e-6) + 1;
    if (!(step > 0) || !(points >= 1) || points > kLongestSweep) {
      throw InputError(
          fmt::format("{}: found '{}'; expected FIRST <= LAST, STEP > 0 and at most {} points",
                      flag, part, kLongestSweep));
    }
    // Rounded, so that 0:1:0.1 has 0.3 and not 0.30000000000000004.
    for (double i = 0; i < points; ++i) {
      list.push_back(as_json(std::stod(fmt::format("{:.12g}", first + i * step))));
    }
  }
  return list;
}

double parse_duration(const std::string& text, const std::string& flag) {
  const std::string units = "smh";
  double number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  const auto unit = stop + 1 == end ? units.find(*stop) : std::string::npos;
  if (error != std::errc() || unit == std::string::npos || !(number > 0) ||
      !std::isfinite(number)) {
    throw InputError(
        fmt::format("{}: found '{}'; expected a time, such as 90s, 30m or 8h", flag, text));
  }
  return number * std::pow(60.0, static_cast<double>(unit));
}

}  // namespace mmoe::cli
