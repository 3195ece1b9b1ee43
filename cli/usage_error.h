// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace mmoe::cli {

/// Returns one line for a command line that CLI11 refused: names the flag or word, and offers the
/// nearest known one. `root` is the tree as the failed parse left it.
std::string usage_error(const CLI::App& root, const CLI::ParseError& error);

}  // namespace mmoe::cli
