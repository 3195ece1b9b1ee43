// SPDX-License-Identifier: Apache-2.0
#include "data/table/number_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "base/byte_word.h"

namespace mmoe {

namespace {

constexpr std::array kTens = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7};

constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

bool are_digits(std::uint64_t word) {
  constexpr std::uint64_t kUpper = word_of_byte(0xf0);
  constexpr std::uint64_t kOfDigits = word_of_byte('0');
  constexpr std::uint64_t kBeyondNine = word_of_byte(6);  // makes another upper half of ':' to '?'
  return (word & kUpper) == kOfDigits && ((word + kBeyondNine) & kUpper) == kOfDigits;
}

/// The number that eight digits are.
std::uint32_t number_of_digits(std::uint64_t word) {
  word ^= word_of_byte('0');
  word = (word * 10 + (word >> 8U)) & 0x00ff00ff00ff00ffU;    // pairs
  word = (word * 100 + (word >> 16U)) & 0x0000ffff0000ffffU;  // fours
  return static_cast<std::uint32_t>(word * 10'000 + (word >> 32U));
}

/// A plain number of at most eight characters, as most are, without a branch on its length, which
/// no processor foretells. Digits and power of ten are doubles exactly, so their quotient is
/// rounded once, as the number itself would be (Clinger 1990). kNoNumber and not an optional, which
/// would go through memory: half of the time.
double word_decimal(std::string_view text) {
  std::uint64_t word = load_word(text);
  auto size = static_cast<int>(text.size());
  const bool negative = (word & 0xffU) == '-';
  word >>= negative ? kByteBits : 0;
  size -= negative ? 1 : 0;
  const int whole = std::min(first_marked(mark_byte(word, '.')), size);
  const int behind = std::max(size - whole - 1, 0);  // the point
  const int digits = whole + behind;
  if (digits == 0) return kNoNumber;
  const std::uint64_t end = std::uint64_t{1} << 4 * whole << 4 * whole;  // 0 for eight of them
  word = (word & (end - 1)) | (word >> kByteBits & ~(end - 1));
  // Eight digits, of which the first are zeros.
  word = word << kByteBits * (kWordBytes - digits) |
         word_of_byte('0') >> kByteBits >> kByteBits * (digits - 1);
  if (!are_digits(word)) return kNoNumber;
  const double value = number_of_digits(word) / kTens[static_cast<std::size_t>(behind)];
  return negative ? -value : value;
}

}  // namespace

std::optional<double> parse_decimal(std::string_view text) {
  if (text.size() <= kWordBytes) {
    const double value = word_decimal(text);
    if (!std::isnan(value)) return value;
  }
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
