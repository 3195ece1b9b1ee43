// SPDX-License-Identifier: Apache-2.0
// Trainings of models on one run of data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "data/data_set.h"
#include "models/model.h"
#include "training/evaluation.h"
#include "training/options.h"

namespace mmoe {

/// One point of a learning curve. Per task: mean training loss since the point before (empty at
/// step 0), validation loss, validation AUC (binary tasks).
struct CurvePoint {
  std::int64_t step = 0;
  std::vector<std::optional<double>> training_loss, validation_loss, validation_auc;
  std::vector<std::vector<double>> gates;  // mean weights by task and expert; empty without gates
};

struct SplitMetric {
  std::string split;  // validation or test
  MetricValue metric;
};

struct TrainingResult {
  /// ok, or diverged: a loss became NaN or infinite at `diverged_at`. Of what follows there is then
  /// the curve alone.
  std::string status = "ok";
  std::int64_t diverged_at = -1;
  std::vector<CurvePoint> curve;
  std::vector<std::int64_t> selected_step;  // a task: the step whose weights were evaluated
  std::vector<SplitMetric> metrics;
  std::vector<std::vector<double>> gates;  // on the test set, by task and expert
  /// The validation objective, smaller is better; empty where diverged.
  std::optional<double> objective;
  Vector<float> theta;  // the selected weights of the main task
  /// Of the test set, [K][N]; each task's outputs by its own selected weights.
  std::vector<std::vector<float>> outputs, labels;
  double seconds = 0;  // wall time of this training alone, without the drawing of its data
};

struct TrainingInput {
  const Model<float>& model;
  const Problem& problem;
  const Run& run;
  const TrainingOptions& options;
  double learning_rate = 1e-3;
  std::uint64_t seed = 1;
  std::uint32_t run_number = 0;
  /// Tasks share nothing (Single-Task): each selects its own best step, as if trained alone. Two
  /// things they do share: the longest gradient that `clip_norm` allows is that of all tasks
  /// together, and where one task diverges the training ends for all.
  bool independent_tasks = false;
};

/// Trains and evaluates; one result an input. All inputs have the same run and problem: they are
/// trained side by side, so that each batch is drawn once for all of them. Results are those of
/// each input alone. Throws Interrupted when the process is asked to stop.
std::vector<TrainingResult> train(const std::vector<TrainingInput>& inputs);

}  // namespace mmoe
