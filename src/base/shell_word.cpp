// SPDX-License-Identifier: Apache-2.0
#include "base/shell_word.h"

#include <fmt/format.h>

#include <algorithm>

namespace mmoe {
namespace {

bool is_plain(char c) {
  constexpr std::string_view kOthers = "_-./:=,+@%";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         kOthers.find(c) != std::string_view::npos;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

/// $'...', in which a control character is an escape: a terminal would obey it.
std::string escaped_word(std::string_view text) {
  std::string word = "$'";
  for (const char c : text) {
    if (is_control(c)) {
      word += fmt::format("\\x{:02x}", c);
    } else {
      word += c == '\'' || c == '\\' ? std::string{'\\', c} : std::string{c};
    }
  }
  return word + "'";
}

}  // namespace

std::string shell_word(std::string_view text) {
  if (text.starts_with('-')) return shell_word("./" + std::string(text));  // or it were a flag
  if (!text.empty() && std::ranges::all_of(text, is_plain)) return std::string(text);
  if (std::ranges::any_of(text, is_control)) return escaped_word(text);
  std::string word = "'";
  for (const char c : text) {
    if (c == '\'') {
      word += "'\\''";
    } else {
      word += c;
    }
  }
  return word + "'";
}

}  // namespace mmoe
