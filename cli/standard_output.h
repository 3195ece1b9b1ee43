// SPDX-License-Identifier: Apache-2.0
// Standard output whose write failures are errors.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string_view>

#include "report/tables/text_table.h"

namespace mmoe::cli {

/// Writes `text`. Throws std::system_error if that fails.
void write_output(std::string_view text);

/// Writes text for people, in whole lines: control characters, which names in files may have, are
/// escaped, and on a terminal lines longer than its width are folded at blanks.
void print_text(std::string_view text);

/// Returns the columns for a table on standard output: the terminal's, or kTextWidth.
std::size_t table_width();

/// Writes a table, folded at a terminal's width, with control characters escaped.
void print_text(const TextTable& table);

/// Writes indented JSON and a line feed.
void print_json(const nlohmann::ordered_json& value);

/// Flushes stdio's buffer. Throws std::system_error if that fails.
void flush_output();

}  // namespace mmoe::cli
