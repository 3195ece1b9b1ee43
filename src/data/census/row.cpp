// SPDX-License-Identifier: Apache-2.0
#include "data/census/row.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

#include "base/count_text.h"
#include "base/error.h"

namespace mmoe {
namespace {

[[noreturn]] void fail(const TextPlace& place, const std::string& message) {
  throw InputError(fmt::format("{}:{}: {}", place.file, place.line, message));
}

std::string field_name(std::size_t column) {
  return fmt::format("field {} ({})", column + 1, kCensusColumns[column].name);
}

bool is_printable(char c) { return c >= ' ' && c <= '~'; }

void check_bytes(std::string_view row, const TextPlace& place) {
  // Checks all bytes, without an early exit, so that the loop is vectorised.
  bool printable = true;
  for (const char c : row) printable &= is_printable(c);
  if (printable) return;
  if (row.back() == '\r') {
    fail(place,
         "found CR LF at the end of the line; expected LF; the file was converted, copy it "
         "again as binary");
  }
  const auto bad = std::find_if_not(row.begin(), row.end(), is_printable);
  fail(place, fmt::format("found byte 0x{:02x} at column {}; expected printable ASCII",
                          static_cast<unsigned char>(*bad), bad - row.begin() + 1));
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

}  // namespace

void parse_census_row(std::string_view row, const TextPlace& place, CensusFields& fields) {
  if (row.empty()) fail(place, "found an empty line; expected a row; delete the line");
  check_bytes(row, place);
  if (!row.ends_with('.')) {
    fail(place, fmt::format("found '{}' at the end of the row; expected a full stop",
                            row.substr(row.size() - std::min<std::size_t>(row.size(), 10))));
  }
  row.remove_suffix(1);
  const auto count = static_cast<std::size_t>(std::count(row.begin(), row.end(), ',')) + 1;
  if (count != fields.size()) {
    fail(place, fmt::format("found {}; expected {}", counted(count, "field"), fields.size()));
  }
  for (std::size_t column = 0; column < fields.size(); ++column) {
    const std::size_t comma = row.find(',');
    fields[column] = trim(row.substr(0, comma));
    if (fields[column].empty()) {
      fail(place, fmt::format("{} is empty; expected a value", field_name(column)));
    }
    row.remove_prefix(std::min(row.size(), comma) + (comma == row.npos ? 0 : 1));
  }
  const std::string_view label = fields[kCensusLabel];
  if (label != kIncomeLow && label != kIncomeHigh) {
    fail(place, fmt::format("unknown label '{}'; expected '{}.' or '{}.'", label.substr(0, 40),
                            kIncomeLow, kIncomeHigh));
  }
}

float parse_census_number(std::string_view text, std::size_t column, const TextPlace& place) {
  float value = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || rest != end || !std::isfinite(value) || value < 0) {
    fail(place, fmt::format("{} is '{}'; expected a number of at least 0", field_name(column),
                            text.substr(0, 40)));
  }
  return value;
}

}  // namespace mmoe
