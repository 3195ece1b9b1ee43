// SPDX-License-Identifier: Apache-2.0
// Estimates how long trials will take.
#pragma once

#include <vector>

#include "experiment/trials/trials.h"

namespace mmoe {

/// Returns the seconds of one thread for each trial, from a few timed steps of every model.
/// Includes drawing data; ignores early stopping.
std::vector<double> estimate_seconds(const Experiment& experiment, const DataSet& data,
                                     const std::vector<Trial>& trials);

/// Returns the seconds until `jobs` threads are done.
double estimate_wall_time(const std::vector<double>& seconds, std::size_t jobs);

}  // namespace mmoe
