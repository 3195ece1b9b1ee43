// SPDX-License-Identifier: Apache-2.0
// Evaluates a model on held-out data.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/model.h"

namespace mmoe {

/// One metric of one task; empty if it is undefined on the data.
struct MetricValue {
  std::string task;
  /// task_metrics gives mse r2 (regression), or auc log_loss accuracy normalised_entropy
  /// calibration_ratio calibration_error r2 (binary, the last three of probabilities); for what
  /// FactsMetrics gives see there.
  std::string metric;
  std::optional<double> value;
};

/// A held-out set, divided into chunks that fit one workspace.
class HeldOut {
 public:
  /// Examples per chunk: few enough for the activations to stay in cache.
  static constexpr Index kChunk = 256;

  HeldOut(const Batch<float>& examples, const Problem& problem);

  const std::vector<Batch<float>>& chunks() const { return chunks_; }
  /// Labels of all rows; NaN where a partly labelled task has none.
  const std::vector<float>& labels(std::size_t task) const { return labels_[task]; }
  /// Labels of the rows that have one, and the values of those rows.
  const std::vector<float>& known_labels(std::size_t task) const { return known_labels_[task]; }
  std::vector<float> labelled(std::size_t task, const std::vector<float>& values) const;
  const Problem& problem() const { return problem_; }
  std::size_t size() const { return labels_.empty() ? 0 : labels_[0].size(); }

 private:
  Problem problem_;
  std::vector<Batch<float>> chunks_;
  std::vector<std::vector<float>> labels_, known_labels_;  // [K][N]
};

/// Deciles of gate weights, 10 % to 90 %, by task and expert.
using GateDeciles = std::vector<std::vector<std::vector<double>>>;

/// Outputs of all tasks, [K][N], and the mean weight of each expert in each task's gate, [K][n]
/// (empty without gates).
struct Predictions {
  std::vector<std::vector<float>> outputs;
  std::vector<std::vector<double>> mean_gates;
  GateDeciles gate_deciles = {};  // where asked for
};

/// Returns the mean squared error of a regression task, or the mean cross-entropy of a binary one.
std::optional<double> task_loss(const HeldOut& held_out, const Predictions& predictions,
                                std::size_t task);

/// Returns the AUC of a binary task; empty for a regression task.
std::optional<double> task_auc(const HeldOut& held_out, const Predictions& predictions,
                               std::size_t task);

/// Returns all metrics of one task.
std::vector<MetricValue> task_metrics(const HeldOut& held_out, const Predictions& predictions,
                                      std::size_t task);

}  // namespace mmoe
