// SPDX-License-Identifier: Apache-2.0
#include "data/table/number_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace mmoe {

std::optional<double> parse_decimal(std::string_view text) {
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
