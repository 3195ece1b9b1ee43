// SPDX-License-Identifier: Apache-2.0
#include "training/evaluation.h"

#include <algorithm>
#include <cmath>

#include "math/calibration.h"
#include "math/metrics.h"
#include "nn/batch_part.h"

namespace mmoe {
HeldOut::HeldOut(const Batch<float>& examples, const Problem& problem) : problem_(problem) {
  CombinationFinder finder(problem);
  for (Index first = 0; first < examples.size(); first += kChunk) {
    cut(examples, first, std::min(kChunk, examples.size() - first), chunks_.emplace_back());
    combine(finder, chunks_.back());
  }
  for (Index k = 0; k < examples.labels.rows(); ++k) {
    const auto row = examples.labels.row(k);
    labels_.emplace_back(row.begin(), row.end());
    known_labels_.push_back(labelled(static_cast<std::size_t>(k), labels_.back()));
  }
}

std::vector<float> HeldOut::labelled(std::size_t task, const std::vector<float>& values) const {
  if (!problem_.tasks[task].partly_labelled) return values;
  std::vector<float> some;
  for (std::size_t row = 0; row < values.size(); ++row) {
    if (!std::isnan(labels_[task][row])) some.push_back(values[row]);
  }
  return some;
}

std::optional<double> task_loss(const HeldOut& held_out, const Predictions& predictions,
                                std::size_t task) {
  const bool regression = held_out.problem().tasks[task].kind == TaskKind::kRegression;
  const auto loss = regression ? mean_squared_error : log_loss;
  return loss(held_out.labelled(task, predictions.outputs[task]), held_out.known_labels(task));
}

std::optional<double> task_auc(const HeldOut& held_out, const Predictions& predictions,
                               std::size_t task) {
  if (held_out.problem().tasks[task].kind == TaskKind::kRegression) return std::nullopt;
  return area_under_roc(held_out.labelled(task, predictions.outputs[task]),
                        held_out.known_labels(task));
}

std::vector<MetricValue> task_metrics(const HeldOut& held_out, const Predictions& predictions,
                                      std::size_t task) {
  const Task& t = held_out.problem().tasks[task];
  const auto& labels = held_out.known_labels(task);
  std::vector<float> outputs = held_out.labelled(task, predictions.outputs[task]);
  std::vector<MetricValue> metrics;
  const auto add = [&](const char* name, std::optional<double> value) {
    metrics.push_back({t.name, name, value});
  };
  if (t.kind == TaskKind::kRegression) {
    add("mse", mean_squared_error(outputs, labels));
  } else {
    add("auc", area_under_roc(outputs, labels));
    add("log_loss", log_loss(outputs, labels));
    add("accuracy", accuracy(outputs, labels));
    add("normalised_entropy", normalised_entropy(outputs, labels));
    to_probabilities(outputs);
    add("calibration_ratio", calibration_ratio(outputs, labels));
    add("calibration_error", calibration_error(outputs, labels));
  }
  add("r2", r_squared(outputs, labels));
  return metrics;
}

}  // namespace mmoe
