// SPDX-License-Identifier: Apache-2.0
// UTF-8 text character by character, as a terminal shows it, whatever the locale of the process.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mmoe {

/// Whether `text` has control characters (C0, DEL, C1, line and paragraph separators).
bool has_controls(std::string_view text);

/// Columns of a terminal that `text` takes: 2 for a wide character, 0 for one that combines with
/// that before it. A byte that is not UTF-8 counts as 1.
std::size_t display_width(std::string_view text);

/// `text` with control characters, and bytes of C1 controls (0x80 to 0x9f) outside UTF-8, written
/// as \x1b: names from files do not reach the terminal as commands. Line feeds stay.
std::string escape_controls(std::string_view text);

/// JSON text with the control characters that JSON lets stand in strings (DEL, C1, line and
/// paragraph separators) written as \u009b: the same value, and nothing a terminal obeys.
std::string escape_json_controls(std::string_view json);

/// `text` with the letters of ASCII in lower case.
std::string lower_case(std::string text);

/// `escape_controls` with line feeds written as \x0a: `text` on one line.
std::string one_line(std::string_view text);

}  // namespace mmoe
