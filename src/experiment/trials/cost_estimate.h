// SPDX-License-Identifier: Apache-2.0
// Estimates how long trials will take.
#pragma once

#include <vector>

#include "experiment/trials/trials.h"

namespace mmoe {

/// Returns the processor's seconds of one thread for each trial, from a few steps of every model,
/// timed again and again for `least_seconds` per model; the least time counts. Includes drawing
/// data; ignores early stopping.
std::vector<double> estimate_seconds(const Experiment& experiment, const DataSet& data,
                                     const std::vector<Trial>& trials, double least_seconds);

/// Returns the seconds until `jobs` threads are done.
double estimate_wall_time(const std::vector<double>& seconds, std::size_t jobs);

}  // namespace mmoe
