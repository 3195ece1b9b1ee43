// SPDX-License-Identifier: Apache-2.0
// Formats numbers for people.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace mmoe {

/// Formats 13056 as "13,056".
std::string with_commas(std::int64_t n);

/// Formats a count and its noun: "1 run", "2,000 runs".
std::string counted(std::size_t n, const std::string& noun);

/// Formats 0.0304 as "0.030"; "<0.001" for smaller values, "–" if undefined.
std::string p_text(const std::optional<double>& p);

}  // namespace mmoe
