// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>

namespace mmoe {

/// Returns the least n from 2 to a million for which `enough` is true, which must be monotonic;
/// empty if a million is too few.
std::optional<std::size_t> fewest_pairs(const std::function<bool(std::size_t)>& enough);

}  // namespace mmoe
