// SPDX-License-Identifier: Apache-2.0
#include "training/evaluation.h"

#include <algorithm>
#include <cmath>

#include "base/interrupt.h"
#include "math/calibration.h"
#include "math/metrics.h"

namespace mmoe {
namespace {

/// Returns examples first .. first + count - 1 of a batch.
Batch<float> cut(const Batch<float>& batch, Index first, Index count) {
  Batch<float> piece;
  piece.dense = batch.dense.middleCols(first, count);
  piece.labels = batch.labels.middleCols(first, count);
  if (batch.sparse.size() == 0) return piece;
  for (Index e = first; e < first + count; ++e) {
    const auto set = batch.sparse[e];
    piece.sparse.items.insert(piece.sparse.items.end(), set.begin(), set.end());
    piece.sparse.end_list();
  }
  return piece;
}

}  // namespace

HeldOut::HeldOut(const Batch<float>& examples, const Problem& problem) : problem_(problem) {
  CombinationFinder finder(problem);
  for (Index first = 0; first < examples.size(); first += kChunk) {
    chunks_.push_back(cut(examples, first, std::min(kChunk, examples.size() - first)));
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

Predictions predict(const Model<float>& model, const View<float>& theta, const HeldOut& held_out,
                    Workspace<float>& ws) {
  Predictions predictions;
  const auto gates = model.gates();
  predictions.outputs.resize(held_out.problem().tasks.size());
  for (const Buffer& gate : gates) {
    predictions.mean_gates.emplace_back(static_cast<std::size_t>(gate.rows), 0.0);
  }
  ws.clear_noise();
  const auto n = static_cast<double>(held_out.size());
  for (const Batch<float>& chunk : held_out.chunks()) {
    if (interrupted()) throw Interrupted();
    ws.set_batch(chunk.size());
    model.forward(theta, chunk, ws);
    const auto outputs = ws[model.output().value];  // [K x B]
    for (std::size_t k = 0; k < predictions.outputs.size(); ++k) {
      const auto row = outputs.row(static_cast<Index>(k));
      predictions.outputs[k].insert(predictions.outputs[k].end(), row.begin(), row.end());
    }
    for (std::size_t k = 0; k < gates.size(); ++k) {
      const auto gate = ws[gates[k]];  // [n x B]
      for (Index i = 0; i < gate.rows(); ++i) {
        predictions.mean_gates[k][static_cast<std::size_t>(i)] +=
            gate.row(i).cast<double>().sum() / n;
      }
    }
  }
  return predictions;
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
