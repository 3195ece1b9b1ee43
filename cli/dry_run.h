// SPDX-License-Identifier: Apache-2.0
// --dry-run: what would run, and for how long.
#pragma once

#include <cstdint>
#include <vector>

#include "experiment/catalogue.h"
#include "experiment/trials.h"

namespace mmoe::cli {

/// Prints each trial with the seconds of one thread that it will take, and the time that `jobs`
/// threads need for all; as JSON {trials: [{key, seconds}], jobs, seconds, wall_seconds} if asked.
void list_trials(const Prepared& prepared, const std::vector<Trial>& trials, std::int64_t jobs,
                 bool json);

}  // namespace mmoe::cli
