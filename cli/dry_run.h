// SPDX-License-Identifier: Apache-2.0
// --dry-run: lists all trials with estimated times, stored or not: it does not open the store,
// which could leave files behind.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "experiment/config/catalogue.h"
#include "experiment/trials/trials.h"

namespace mmoe::cli {

/// Returns {trials: [{key, seconds}], jobs, seconds, wall_seconds}: each trial with its estimated
/// seconds on one thread, their sum, and the time that `jobs` threads need for all.
nlohmann::ordered_json dry_run_json(const Prepared& prepared, const std::vector<Trial>& trials,
                                    std::int64_t jobs, double least_seconds = 0.2);

/// The first look of --until-told, and how long there may be looks.
struct LooksPlan {
  std::int64_t first = 0;
  double seconds = 0;
};

/// Prints the same, as text or JSON; with a plan the numbers of runs, `looks`, that there would be
/// time for.
void list_trials(const Prepared& prepared, const std::vector<Trial>& trials, std::int64_t jobs,
                 bool json, const std::optional<LooksPlan>& plan = std::nullopt);

}  // namespace mmoe::cli
