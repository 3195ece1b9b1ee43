// SPDX-License-Identifier: Apache-2.0
// Standard output whose write failures are errors.
#pragma once

#include <string_view>

namespace mmoe::cli {

/// Writes `text`. Throws std::system_error if that fails.
void write_output(std::string_view text);

/// Flushes stdio's buffer. Throws std::system_error if that fails.
void flush_output();

}  // namespace mmoe::cli
