// SPDX-License-Identifier: Apache-2.0
// The learning rate of each step, as a factor on the setting's rate. Step t = 1 .. T, w warm-up
// steps:
//   constant  1
//   cosine    (1 + cos(pi (t - 1) / T)) / 2     (Loshchilov and Hutter 2017, without restarts)
//   step      decay_factor^floor((t - 1) / decay_every)
// times min(1, t / w).
#pragma once

#include <cstdint>

#include "training/options.h"

namespace mmoe {

/// Returns the factor on the learning rate in step `step` = 1 .. options.steps.
double rate_factor(const TrainingOptions& options, std::int64_t step);

}  // namespace mmoe
