// SPDX-License-Identifier: Apache-2.0
// How long trials will take, before they run.
#pragma once

#include <vector>

#include "experiment/trials/trials.h"

namespace mmoe {

/// Seconds of one thread for each trial, from a few timed steps of every model. The longest part,
/// drawing data included, is seen; early stopping is not.
std::vector<double> estimate_seconds(const Experiment& experiment, const DataSet& data,
                                     const std::vector<Trial>& trials);

/// Seconds until `jobs` threads are through.
double estimate_wall_time(const std::vector<double>& seconds, std::size_t jobs);

}  // namespace mmoe
