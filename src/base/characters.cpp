// SPDX-License-Identifier: Apache-2.0
#include "base/characters.h"

#include <fmt/format.h>

#include <algorithm>
#include <clocale>
#include <cwchar>
#include <cwctype>

namespace mmoe {
namespace {

/// Has the C library read UTF-8 in this thread for as long as it lives.
class Utf8Locale {
 public:
  Utf8Locale() : before_(uselocale(utf8())) {}
  ~Utf8Locale() { uselocale(before_); }
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;

 private:
  static locale_t utf8() {
    static const locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    return locale;  // null, which changes nothing, on a system without it
  }
  locale_t before_;
};

struct Character {
  std::string_view bytes;
  wchar_t code;
  bool is_valid;  // false: one byte that is no UTF-8, which `code` is
  bool is_control() const {
    return is_valid ? iswcntrl(static_cast<wint_t>(code)) != 0 : code >= 0x80 && code < 0xa0;
  }
};

/// Calls `see` with each character.
template <typename See>
void walk_characters(std::string_view text, const See& see) {
  const Utf8Locale locale;
  while (!text.empty()) {
    wchar_t code = 0;
    std::mbstate_t state = {};
    const std::size_t length = std::mbrtowc(&code, text.data(), text.size(), &state);
    const bool is_valid = length <= text.size();  // else (size_t)-1 or -2
    if (!is_valid) code = static_cast<unsigned char>(text.front());
    const std::size_t bytes = is_valid ? std::max<std::size_t>(length, 1) : 1;  // 0 of NUL
    see(Character{text.substr(0, bytes), code, is_valid});
    text.remove_prefix(bytes);
  }
}

std::string escaped_controls(std::string_view text, bool with_line_feeds) {
  std::string result;
  walk_characters(text, [&](const Character& c) {
    const bool stays = !c.is_control() || (c.code == L'\n' && !with_line_feeds);
    result +=
        stays ? std::string(c.bytes) : fmt::format("\\x{:02x}", static_cast<unsigned long>(c.code));
  });
  return result;
}

}  // namespace

bool has_controls(std::string_view text) {
  bool any = false;
  walk_characters(text, [&](const Character& c) { any |= c.is_control(); });
  return any;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  walk_characters(text, [&](const Character& c) {
    const int columns = c.is_valid ? wcwidth(c.code) : 1;  // -1 of a control character
    width += static_cast<std::size_t>(std::max(columns, 0));
  });
  return width;
}

std::string escape_controls(std::string_view text) { return escaped_controls(text, false); }

std::string escape_json_controls(std::string_view json) {
  // DEL is 0x7f; the others begin with these bytes in UTF-8. Results are long and have none.
  if (json.find_first_of("\x7f\xc2\xe2") == std::string_view::npos) return std::string(json);
  std::string result;
  walk_characters(json, [&](const Character& c) {
    const bool stays = !c.is_valid || !c.is_control() || c.code == L'\n';
    result +=
        stays ? std::string(c.bytes) : fmt::format("\\u{:04x}", static_cast<unsigned long>(c.code));
  });
  return result;
}

std::string one_line(std::string_view text) { return escaped_controls(text, true); }

std::string lower_case(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

}  // namespace mmoe
