// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace mmoe {

/// 2^53: readers of JSON that hold numbers as doubles read every seed up to it as it was.
inline constexpr std::int64_t kLargestSeed = std::int64_t{1} << 53;

}  // namespace mmoe
