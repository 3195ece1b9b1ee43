// SPDX-License-Identifier: Apache-2.0
// Checks values on the command line.
#pragma once

#include <CLI/CLI.hpp>

namespace mmoe::cli {

/// Makes every flag of `app` and of its subcommands refuse an empty value, and every numeric flag
/// refuse what is not a number, with this program's messages. A whole number is decimal digits:
/// CLI11 alone reads 010 as eight, and 2^64 as the largest that fits.
void check_values(CLI::App& app);

}  // namespace mmoe::cli
