// SPDX-License-Identifier: Apache-2.0
// Numbers as people read them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace mmoe {

/// 13056 -> "13,056".
std::string with_commas(std::int64_t n);

/// 0.0304 -> "0.030"; "<0.001" below that, "–" where undefined.
std::string p_text(const std::optional<double>& p);

}  // namespace mmoe
