// SPDX-License-Identifier: Apache-2.0
// Numbers on the command line.
#pragma once

#include <CLI/CLI.hpp>

namespace mmoe::cli {

/// Has every flag of `app` and of the commands below it that takes a number refuse what is none, in
/// the words of this program. A whole number is decimal digits: CLI11 by itself reads 010 as eight,
/// and 2^64 as the largest that fits.
void check_numbers(CLI::App& app);

}  // namespace mmoe::cli
