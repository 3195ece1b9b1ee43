// SPDX-License-Identifier: Apache-2.0
// Groups trials that are trained side by side: those on the same run's data, so that its batches,
// which cost up to a third of a training step, are drawn once for several models and learning
// rates.
#pragma once

#include <cstddef>
#include <vector>

#include "experiment/trials/trials.h"

namespace mmoe {

/// Divides `pending`, positions in `trials`, into groups of equal setting, run and batch size.
/// Groups are small enough that each of `jobs` threads has several, to balance the load and to
/// repeat little after an interruption. No result depends on the grouping.
std::vector<std::vector<std::size_t>> group_trials(const Experiment& experiment,
                                                   const std::vector<Trial>& trials,
                                                   const std::vector<std::size_t>& pending,
                                                   std::size_t jobs);

}  // namespace mmoe
