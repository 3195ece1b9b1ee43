// SPDX-License-Identifier: Apache-2.0
// --dry-run: what would run, and for how long, as if nothing were stored: it opens no store, for
// that could leave files behind.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <vector>

#include "experiment/config/catalogue.h"
#include "experiment/trials/trials.h"

namespace mmoe::cli {

/// {trials: [{key, seconds}], jobs, seconds, wall_seconds}: each trial with the seconds of one
/// thread that it will take, their sum, and the time that `jobs` threads need for all.
nlohmann::ordered_json dry_run_json(const Prepared& prepared, const std::vector<Trial>& trials,
                                    std::int64_t jobs);

/// Prints the same, as text or JSON.
void list_trials(const Prepared& prepared, const std::vector<Trial>& trials, std::int64_t jobs,
                 bool json);

}  // namespace mmoe::cli
