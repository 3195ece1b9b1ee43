// SPDX-License-Identifier: Apache-2.0
// Counts in sentences.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace mmoe {

/// Formats 13056 as "13,056".
std::string with_commas(std::int64_t n);

/// Formats a count and its noun: "1 run", "2,000 runs".
std::string counted(std::size_t n, const std::string& noun);

/// "s", or nothing after one.
inline const char* plural(std::size_t n) { return n == 1 ? "" : "s"; }

}  // namespace mmoe
