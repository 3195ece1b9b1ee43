// SPDX-License-Identifier: Apache-2.0
// How far from the minimum a tuner ends.
#pragma once

#include <cstdint>

#include "regret/functions.h"
#include "tuning/suggestion.h"

namespace mmoe {

/// Simple regret after the function's evaluations: the least value seen above the minimum, or where
/// values are noisy, that of the setting recommended, without noise. Never below 0.
double simple_regret(const RegretFunction& function, std::uint64_t seed, TuningMethod method);

}  // namespace mmoe
