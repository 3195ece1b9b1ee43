// SPDX-License-Identifier: Apache-2.0
// Prose and commands to copy, as the help of a command has them, for a terminal's width.
#pragma once

#include <string>

namespace mmoe::cli {

/// `text` in lines of at most `width` columns. Lines of prose are filled. A command, which is
/// indented or stands after "Example: ", stays whole, so that it can be copied; where some line is
/// too wide, each comment behind a command goes below it.
std::string help_lines(const std::string& text, std::size_t width);

}  // namespace mmoe::cli
