// SPDX-License-Identifier: Apache-2.0
// The summary of a search, "mmoe-bench/tuning" version 1, and the experiment made of what it found.
// Objectives are those of the search: lower is better, an AUC has a minus.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "base/output_kind.h"
#include "tuning/search/outcome.h"

namespace mmoe {

struct WrittenTuning {
  nlohmann::ordered_json summary;
  std::filesystem::path file;
};

/// Returns {schema, schema_version, experiment, environment, complete, studies}; a study has
///   model, setting, method, negated,
///   space: [{path, low, high, scale, whole} or {path, values}, and divided_by or times: the path
///   of another option, where the setting is the range's value divided by, or times, that option],
///   budget: {trainings, finished, diverged, given_up, cost, seconds, tuner_seconds, fresh_cost,
///   fresh_seconds} (cost in multiplications, about),
///   trials: [{number, run, settings, places, status, objective, seconds}],
///   history: best objective so far, believed: [low, high] of each of them,
///   options: [{path, importance, slice: {values, places, objective}}],
///   map: {options, places, objective} over the two options that matter most,
///   best_so_far: {settings, objective}, and once all trials are there:
///   candidates: [{settings (null: the experiment's own), tuning,
///   fresh: {n, mean, median, median_ci95, ...}}], best, optimism: {candidate, n, median, ...}, and
///   test: [{task, metric, n, median, ...}] of the best alone.
nlohmann::ordered_json tuning_json(const TuningOutcome& outcome);

/// An objective of a study as people know it: an AUC without its minus.
double shown_objective(const nlohmann::ordered_json& study,
                       const nlohmann::ordered_json& objective);

/// FOLDER/<experiment>.json.
std::filesystem::path tuning_file(const std::filesystem::path& folder, const std::string& name);

/// Writes the summary into the folder.
WrittenTuning write_tuning(const TuningOutcome& outcome, const std::filesystem::path& folder);

/// What tuned_experiment is written as: its name ends in "-tuned".
inline constexpr OutputKind kTunedExperimentFile{"an experiment with tuned settings", "-tuned\""};

/// Returns an experiment with the settings found: the best on fresh runs, before that the best so
/// far. It extends a built-in experiment that was tuned as it is, else it is complete in itself.
/// `setting` is one of the data's, such as "group=1"; empty: all, of several each in "at". Throws
/// FieldError "setting" if there is none of that name; InputError if a study has no result yet.
nlohmann::ordered_json tuned_experiment(const TuningOutcome& outcome, const std::string& setting);

}  // namespace mmoe
