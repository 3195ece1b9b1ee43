// SPDX-License-Identifier: Apache-2.0
// How well a saved model does on rows that have labels.
#pragma once

#include <vector>

#include "results/model_file/row_predictor.h"
#include "training/evaluation.h"

namespace mmoe {

/// Keeps outputs and labels, 8 bytes per row and task: metrics such as the AUC need all at once.
class RowMetrics {
 public:
  /// `model` must outlive it.
  explicit RowMetrics(const SavedModel& model);

  /// `outputs` are those of the rows of `table`, which has the columns of the labels.
  void add(const RawTable& table, const RowOutputs& outputs);
  /// Returns the metrics of all tasks as a run's result has them: a standardised regression's in
  /// units of its training labels' standard deviation. Rows without a task's label are left out.
  std::vector<MetricValue> values() const;

 private:
  const SavedModel& model_;
  std::vector<std::vector<float>> labels_;  // [K][rows]
  Predictions predictions_;
};

}  // namespace mmoe
