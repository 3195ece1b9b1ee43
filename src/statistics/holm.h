// SPDX-License-Identifier: Apache-2.0
// Holm's step-down correction for a family of m tests: rejecting where the adjusted p <= alpha
// keeps the probability of any false rejection at most alpha, for any dependence between the tests.
//
//   adjusted p_(i) = max over j <= i of min(1, (m - j + 1) p_(j)),  p_(1) <= ... <= p_(m)
//
// An undefined p stays undefined and counts in m (as p = 1 would). A single p is unchanged. Source:
// Holm 1979.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace mmoe {

/// Returns the adjusted p-values in the given order; p in [0, 1].
std::vector<std::optional<double>> holm(std::span<const std::optional<double>> p_values);

}  // namespace mmoe
