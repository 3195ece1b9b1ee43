// SPDX-License-Identifier: Apache-2.0
// Mean gate weights [K][n] whose experts can be compared between runs. Experts are exchangeable:
// the number of one in a run says nothing of another run, and a mean over runs by number is only
// flat.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "experiment/trials/trial_record.h"

namespace mmoe {

/// Returns the same gates, experts in falling order of the first task's weight (then the second's,
/// and so on): place 1 is the expert that the first task uses most.
Gates ordered_by_first_task(const Gates& gates);

/// Returns the experts' numbers in that order; and weights of experts in some order.
std::vector<std::size_t> order_by_first_task(const Gates& gates);
Gates in_order(const Gates& gates, const std::vector<std::size_t>& order);

/// Half the sum of |difference| of two tasks' weights (total variation): 0 where their gates are
/// the same, 1 where they share no expert; the mean over pairs of tasks. No order of experts
/// matters. Empty for fewer than two tasks.
std::optional<double> gate_distance(const Gates& gates);

/// Entropy of a task's mean weights divided by log n: 1 is even, 0 one expert. Empty for one
/// expert.
std::optional<double> gate_entropy(const std::vector<double>& weights);

}  // namespace mmoe
