// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace mmoe::cli {

/// Throws InputError for a word such as "--out=", which is usually of an unset shell variable, and
/// for which CLI11 would take the next word, or of a switch "true".
void refuse_empty_values(int argc, const char* const* argv);

/// Returns a one-line error for a command line that CLI11 refused, naming the flag or word and
/// suggesting the nearest known one. `root` is the tree after the failed parse.
std::string usage_error(const CLI::App& root, const CLI::ParseError& error);

}  // namespace mmoe::cli
