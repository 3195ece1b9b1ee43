// SPDX-License-Identifier: Apache-2.0
#include "results/model_file/row_metrics.h"

#include <algorithm>

namespace mmoe {

RowMetrics::RowMetrics(const SavedModel& model)
    : model_(model), labels_(model.problem.tasks.size()) {
  predictions_.outputs.resize(labels_.size());
}

void RowMetrics::add(const RawTable& table, const RowOutputs& outputs) {
  for (std::size_t k = 0; k < labels_.size(); ++k) {
    const LabelEncoder& encoder = model_.rows.labels[k];
    std::vector<float> labels = encoder.labels(table);
    encoder.scale(labels);
    labels_[k].insert(labels_[k].end(), labels.begin(), labels.end());
    auto& all = predictions_.outputs[k];
    all.insert(all.end(), outputs.outputs[k].begin(), outputs.outputs[k].end());
  }
}

std::vector<MetricValue> RowMetrics::values() const {
  Problem problem{.tasks = model_.problem.tasks};
  for (Task& task : problem.tasks) task.partly_labelled = true;
  Batch<float> examples;
  examples.labels.resize(problem.task_count(), std::ssize(labels_.front()));
  examples.dense.resize(0, examples.labels.cols());
  for (std::size_t k = 0; k < labels_.size(); ++k) {
    std::ranges::copy(labels_[k], examples.labels.row(static_cast<Index>(k)).begin());
  }
  const HeldOut held_out(examples, problem);
  std::vector<MetricValue> values;
  for (std::size_t k = 0; k < labels_.size(); ++k) {
    for (MetricValue& value : task_metrics(held_out, predictions_, k)) {
      values.push_back(std::move(value));
    }
  }
  return values;
}

}  // namespace mmoe
