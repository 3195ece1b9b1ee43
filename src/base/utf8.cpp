// SPDX-License-Identifier: Apache-2.0
#include "base/utf8.h"

#include <cstdint>

#include "base/byte_word.h"

namespace mmoe {
namespace {

/// Bytes at the front of `text` that are ASCII, at least all whole words of eight.
std::size_t ascii_prefix(std::string_view text) {
  constexpr std::uint64_t kHighBits = word_of_byte(0x80);
  std::size_t at = 0;
  while (at + kWordBytes <= text.size() && (load_word(text.data() + at) & kHighBits) == 0) {
    at += kWordBytes;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

/// Bytes of the character that `text`, which is not empty, begins with; 0 where it is none. The
/// second byte's range excludes longer forms, surrogates and what is above U+10FFFF (table 3-7 of
/// the Unicode standard).
std::size_t character_size(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  const std::size_t size = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (text.size() < size) return 0;
  const unsigned low = first == 0xe0 ? 0xa0U : first == 0xf0 ? 0x90U : 0x80U;
  const unsigned high = first == 0xed ? 0x9fU : first == 0xf4 ? 0x8fU : 0xbfU;
  if (byte(1) < low || byte(1) > high) return 0;
  for (std::size_t i = 2; i < size; ++i) {
    if ((byte(i) & 0xc0U) != 0x80) return 0;
  }
  return size;
}

}  // namespace

bool is_utf8(std::string_view text) {
  for (;;) {
    text.remove_prefix(ascii_prefix(text));
    if (text.empty()) return true;
    const std::size_t size = character_size(text);
    if (size == 0) return false;
    text.remove_prefix(size);
  }
}

}  // namespace mmoe
