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
  constexpr std::ptrdiff_t kMostDigits = kTens.size() - 1;
  const bool negative = text.starts_with('-');
  const char* at = text.data() + (negative ? 1 : 0);
  const char* const end = text.data() + text.size();
  if (end - at > kMostDigits + 1) return std::nullopt;
  std::int64_t digits = 0;
  const auto take_digits = [&] {
    const char* const first = at;
    for (; at != end && static_cast<unsigned char>(*at - '0') <= 9; ++at) {
      digits = 10 * digits + (*at - '0');
    }
    return at - first;
  };
  const std::ptrdiff_t whole = take_digits();
  std::ptrdiff_t behind = 0;  // the point
  if (at != end && *at == '.') {
    ++at;
    behind = take_digits();
  }
  if (at != end || whole + behind == 0 || whole + behind > kMostDigits) return std::nullopt;
  const double value = static_cast<double>(digits) / kTens[static_cast<std::size_t>(behind)];
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
