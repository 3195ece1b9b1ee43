// SPDX-License-Identifier: Apache-2.0
// Which setting wins on validation data, whatever the settings differ in: a learning rate, a
// width, several options at once.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace mmoe {

/// A candidate's objective on validation data in each of its runs, lower is better; null if the
/// training diverged.
using Objectives = std::vector<std::optional<double>>;

/// Returns the position of the candidate with the fewest diverged runs, of those the one with the
/// lowest mean objective over the runs that did not diverge, of equal ones the first. At least one
/// candidate.
std::size_t best_candidate(const std::vector<Objectives>& candidates);

}  // namespace mmoe
