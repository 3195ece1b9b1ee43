// SPDX-License-Identifier: Apache-2.0
// Values on the command line.
#pragma once

#include <CLI/CLI.hpp>

namespace mmoe::cli {

/// Has every flag of `app` and of the commands below it refuse an empty value, and every one that
/// takes a number what is none, in
/// the words of this program. A whole number is decimal digits: CLI11 by itself reads 010 as eight,
/// and 2^64 as the largest that fits.
void check_values(CLI::App& app);

}  // namespace mmoe::cli
