// SPDX-License-Identifier: Apache-2.0
// Eight bytes of text in one word, to look at all of them at once. The first is the lowest byte.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace mmoe {

static_assert(std::endian::native == std::endian::little, "a word's first byte is its lowest");

inline constexpr int kByteBits = 8;
inline constexpr int kWordBytes = 8;

/// The word of eight times `byte`.
constexpr std::uint64_t word_of_byte(std::uint64_t byte) { return 0x0101010101010101U * byte; }

inline std::uint64_t load_word(const char* bytes) {
  std::uint64_t word;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

/// The bytes of at most eight, and zeros behind them. Reads none beside them.
inline std::uint64_t load_word(std::string_view bytes) {
  const char* const first = bytes.data();
  const std::size_t size = bytes.size();
  constexpr std::size_t kHalf = 4;
  if (size >= kHalf) {
    std::uint32_t low;
    std::uint32_t high;  // overlaps with `low` in bytes that are equal
    std::memcpy(&low, first, kHalf);
    std::memcpy(&high, first + size - kHalf, kHalf);
    return low | std::uint64_t{high} << kByteBits * (size - kHalf);
  }
  if (size == 0) return 0;
  const auto byte = [&](std::size_t i) {
    return std::uint64_t{static_cast<unsigned char>(first[i])} << kByteBits * i;
  };
  return byte(0) | byte(size / 2) | byte(size - 1);
}

/// Marks the first byte that is `byte`, and none before it, by its highest bit; 0 if none is.
constexpr std::uint64_t mark_byte(std::uint64_t word, char byte) {
  const std::uint64_t differs = word ^ word_of_byte(static_cast<unsigned char>(byte));
  return (differs - word_of_byte(1)) & ~differs & word_of_byte(0x80);
}

/// The place of the first byte marked, from 0; 8 if none is.
constexpr int first_marked(std::uint64_t marks) { return std::countr_zero(marks) / kByteBits; }

}  // namespace mmoe
