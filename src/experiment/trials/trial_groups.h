// SPDX-License-Identifier: Apache-2.0
// Which trials are trained side by side: those of one run of data, so that its batches, which cost
// up to a third of a training step, are drawn once for several models and learning rates.
#pragma once

#include <cstddef>
#include <vector>

#include "experiment/trials/trials.h"

namespace mmoe {

/// Positions in `trials`, cut into groups of one setting, run and batch size each; every position
/// of `pending` is in one group. Groups stay so small that each of `jobs` threads has several, for
/// even loads and for little to repeat after an interruption. No result depends on how trials are
/// grouped.
std::vector<std::vector<std::size_t>> group_trials(const Experiment& experiment,
                                                   const std::vector<Trial>& trials,
                                                   const std::vector<std::size_t>& pending,
                                                   std::size_t jobs);

}  // namespace mmoe
