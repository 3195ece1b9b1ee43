// SPDX-License-Identifier: Apache-2.0
// Trains models on one run's data.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "data/data_set.h"
#include "models/model.h"
#include "training/evaluation.h"
#include "training/options.h"

namespace mmoe {

/// One point of a learning curve. Per task: mean training loss since the previous point (empty at
/// step 0), validation loss, validation AUC (binary tasks).
struct CurvePoint {
  std::int64_t step = 0;
  std::vector<std::optional<double>> training_loss, validation_loss, validation_auc;
  std::vector<std::vector<double>> gates;  // mean weights by task and expert; empty without gates
};

struct SplitMetric {
  std::string split;  // validation, test, or the name of a further test set
  MetricValue metric;
};

struct TrainingResult {
  /// ok, or diverged: a loss became NaN or infinite at step `diverged_at`. Of the members below,
  /// only the curve is then filled.
  std::string status = "ok";
  std::int64_t diverged_at = -1;
  std::vector<CurvePoint> curve;
  std::vector<std::int64_t> selected_step;  // per task: the step whose weights were evaluated
  std::vector<SplitMetric> metrics;
  std::vector<std::vector<double>> gates;  // on the test set, by task and expert
  GateDeciles gate_deciles;                // likewise, where test examples have groups
  /// The validation objective, smaller is better; empty if diverged.
  std::optional<double> objective;
  Vector<float> theta;  // the selected weights of the main task
  /// The same, but what one task owns is as that task selected it: with tasks that share nothing,
  /// these weights alone give the outputs of all.
  Vector<float> selected;
  /// On the test set, [K][N]; each task's outputs by its own selected weights.
  std::vector<std::vector<float>> outputs, labels;
  double seconds = 0;  // wall time of this training alone, without drawing its data
};

struct TrainingInput {
  const Model<float>& model;
  const Problem& problem;
  const DataDraw& draw;
  const TrainingOptions& options;
  double learning_rate = 1e-3;
  std::uint64_t seed = 1;
  std::uint32_t run_number = 0;
  /// Tasks share nothing (Single-Task): each selects its own best step, as if trained alone. They
  /// do share two things: `clip_norm` limits the gradient of all tasks together, and if one task
  /// diverges the training ends for all.
  bool independent_tasks = false;
};

/// Trains and evaluates; returns one result per input. All inputs have the same run and problem:
/// they are trained side by side, so that each batch is drawn once for all of them. Results are the
/// same as for each input alone. `threads`, asked again and again, says how many may work on it by
/// now (empty: one); no result depends on them. Throws Interrupted when the process is asked to
/// stop.
std::vector<TrainingResult> train(const std::vector<TrainingInput>& inputs,
                                  const std::function<std::size_t()>& threads = {});

}  // namespace mmoe
