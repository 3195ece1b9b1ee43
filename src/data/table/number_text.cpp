// SPDX-License-Identifier: Apache-2.0
#include "data/table/number_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace mmoe {

namespace {

constexpr std::array kTens = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                              1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

/// A plain number of at most 15 digits, as most are: both integers below are doubles exactly, so
/// their quotient is rounded once, as the number itself would be (Clinger 1990).
std::optional<double> short_decimal(std::string_view text) {
  constexpr std::size_t kMostDigits = kTens.size() - 1;
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  if (text.size() > kMostDigits + 1) return std::nullopt;
  std::int64_t digits = 0;
  std::size_t count = 0;
  std::size_t behind = 0;  // the point, from its digit on
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto digit = static_cast<unsigned char>(text[i] - '0');
    if (digit <= 9) {
      digits = 10 * digits + digit;
      ++count;
    } else if (text[i] == '.' && behind == 0) {
      behind = i + 1;
    } else {
      return std::nullopt;
    }
  }
  if (count == 0 || count > kMostDigits) return std::nullopt;
  const double whole = static_cast<double>(digits);
  const double value = behind == 0 ? whole : whole / kTens[text.size() - behind];
  return negative ? -value : value;
}

}  // namespace

std::optional<double> parse_decimal(std::string_view text) {
  if (const auto value = short_decimal(text)) return value;
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  double value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::string number_hint(std::string_view text) {
  std::string plain(text);
  std::replace(plain.begin(), plain.end(), ',', '.');
  if (text.find(',') != text.npos && parse_decimal(plain)) {
    return fmt::format("; if that is a decimal comma, write {}", plain);
  }
  for (const std::string_view sign : {",", "%", "$", "€", "£", " ", "'", "_"}) {
    plain = text;
    for (auto at = plain.find(sign); at != plain.npos; at = plain.find(sign)) {
      plain.erase(at, sign.size());
    }
    if (plain.size() < text.size() && parse_decimal(plain)) {
      return fmt::format("; write it without '{}'", sign);
    }
  }
  return "";
}

}  // namespace mmoe
