// SPDX-License-Identifier: Apache-2.0
#include "report/tables/table_cells.h"

#include <algorithm>

namespace mmoe {
namespace {

constexpr const char* kUndefined = "–";

bool is_zero(const std::string& number) {
  return number.find_first_of("123456789") == std::string::npos;
}

/// More than asked for where the ends of the interval, which differ, would read alike.
int decimals_of(const Number& n) {
  constexpr int kMost = 10;
  int decimals = n.decimals;
  if (!n.interval || !(n.interval->high > n.interval->low)) return decimals;
  const auto text = [&](double end) { return fmt::format("{:.{}f}", end, decimals); };
  while (decimals < kMost && text(n.interval->low) == text(n.interval->high)) ++decimals;
  return decimals;
}

/// "0.0833", "+0.0012".
std::string value_text(const Number& n, double value, int decimals) {
  std::string text = n.signed_ ? fmt::format("{:+.{}f}", value, decimals)
                               : fmt::format("{:.{}f}", value, decimals);
  // Rounding may leave -0.0000, which is not less than 0.
  if (is_zero(text) && text[0] == '-') text[0] = '+';
  return text;
}

/// Whether a column has text that must be broken into lines.
bool is_long(const Table& table, std::size_t column) {
  constexpr std::size_t kLong = 40;  // letters, or so
  return std::any_of(table.rows.begin(), table.rows.end(), [&](const auto& row) {
    const auto* text = std::get_if<std::string>(&row[column]);
    return text != nullptr && text->size() > kLong;
  });
}

}  // namespace

std::string number_text(const Number& n) {
  if (!n.value) return kUndefined;
  const int decimals = decimals_of(n);
  const std::string value = value_text(n, *n.value, decimals);
  if (!n.interval) return value;
  const std::string low = value_text(n, n.interval->low, decimals);
  const std::string high = value_text(n, n.interval->high, decimals);
  return n.is_range ? fmt::format("{} ({} to {})", value, low, high)
                    : fmt::format("{} [{}, {}]", value, low, high);
}

Mark mark_of(const TableCell& cell) {
  const auto* number = std::get_if<Number>(&cell);
  return number == nullptr ? Mark::kNone : number->mark;
}

std::string cell_text(const TableCell& cell) {
  const auto* number = std::get_if<Number>(&cell);
  return number == nullptr ? std::get<std::string>(cell) : number_text(*number);
}

bool starts_group(const Table& table, std::size_t row) {
  return std::count(table.group_starts.begin(), table.group_starts.end(), row) > 0;
}

std::vector<std::size_t> long_columns(const Table& table) {
  std::vector<std::size_t> columns;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    if (is_long(table, c)) columns.push_back(c);
  }
  return columns;
}

}  // namespace mmoe
