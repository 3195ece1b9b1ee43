// SPDX-License-Identifier: Apache-2.0
// What an experiment says of its tuning: the member "tuning", and "tune" of each model.
//
//   "tuning": {"trainings": 150, "method": "gp",
//              "objective": {"metric": "auc", "task": "income", "direction": "maximise"}},
//   "models": [{"model": "mmoe", "tune": {
//     "training.learning_rates[]": {"low": 1e-4, "high": 1e-2, "scale": "log"},
//     "experts": {"low": 2, "high": 32, "scale": "log", "whole": true},
//     "expert[]": {"low": 16, "high": 2048, "scale": "log", "whole": true,
//                  "divided_by": "experts"}}}]
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/json_file.h"
#include "experiment/trials/trial_record.h"
#include "results/metric.h"
#include "tuning/search/tuned_model.h"
#include "tuning/search/warm_start.h"
#include "tuning/suggestion.h"

namespace mmoe {

/// What a search makes small or great, on validation data. Without a metric: the objective by
/// which the training chooses its weights.
struct TunedObjective {
  std::string metric = {};     // "auc"; empty: the training's objective
  std::string task = {};       // empty: the mean over all tasks that have the metric
  std::string direction = {};  // minimise, maximise; empty: whichever is better of the metric

  /// Returns the trial's value, lower is better; empty where the training diverged or the metric is
  /// undefined.
  std::optional<double> of(const TrialRecord& record) const;
  bool is_maximised() const;
};

struct TuningOptions {
  std::int64_t trainings = 60;    // of each study, replicates included
  std::string method = "gp";      // gp, random, sobol
  std::int64_t lag = 0;           // trials that a suggestion does not wait for
  std::int64_t candidates = 8;    // settings that are trained again in the end
  std::int64_t fresh_runs = 10;   // of each, and of the experiment's own setting
  double give_up = 0.4;           // share of the steps at which hopeless trainings end; 0 = never
  TunedObjective objective = {};  // has fields of its own
  std::vector<FirstSettings> first = {};  // settings to begin with; read apart

  Fields fields();
  TuningMethod search_method() const;
};

struct TuningPlan {
  TuningOptions options;
  std::vector<TunedModel> models;  // those that are tuned, in the experiment's order
};

/// Returns whether the experiment tunes a model, or says how.
bool has_tuning(const JsonText& config);

/// Reads "tuning" and every "tune". Throws InputError that says where an offending member stands.
TuningPlan read_tuning(const JsonText& config);

/// Returns the experiment as it is without tuning.
JsonText without_tuning(JsonText config);

}  // namespace mmoe
