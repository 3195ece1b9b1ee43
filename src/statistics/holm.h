// SPDX-License-Identifier: Apache-2.0
// Holm's step-down correction of a family of m tests: reject where the adjusted p <= alpha, and the
// chance of any false rejection is at most alpha, however the tests depend on each other.
//
//   adjusted p_(i) = max over j <= i of min(1, (m - j + 1) p_(j)),  p_(1) <= ... <= p_(m)
//
// An undefined p stays undefined and counts in m (as p = 1 would). One test: unchanged.
// Source: Holm 1979.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace mmoe {

/// Adjusted p-values in the order given; p in [0, 1].
std::vector<std::optional<double>> holm(std::span<const std::optional<double>> p_values);

}  // namespace mmoe
