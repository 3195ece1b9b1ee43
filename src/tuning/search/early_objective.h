// SPDX-License-Identifier: Apache-2.0
// Where trainings stand part of the way: what a search gives hopeless ones up by. A training that
// is at its decisive evaluation worse than the median of those before it is given up, as Vizier's
// median rule does (Golovin et al. 2017, "Google Vizier", Sec. 3.2.2).
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "experiment/trials/trial_record.h"
#include "training/options.h"

namespace mmoe {

/// The step after which the first evaluation decides: that share of all steps.
std::int64_t decisive_step(const TrainingOptions& training, double share);

/// The objective of the training (main AUC with a minus, or mean loss; the best so far if it
/// selects the best, of each task apart if the model's tasks share nothing) at its first evaluation
/// from `step` on. Empty if it has none, or it is not finite.
std::optional<double> early_objective(const TrialRecord& record, const TrainingOptions& training,
                                      bool independent_tasks, std::int64_t step);

/// The median of the values that are there, which are rounded, and a little more: a training that
/// equals the median goes on. Empty below eight values.
std::optional<double> give_up_limit(std::span<const std::optional<double>> early);

}  // namespace mmoe
