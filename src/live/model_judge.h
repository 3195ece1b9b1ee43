// SPDX-License-Identifier: Apache-2.0
// What a trained model says of rows of the synthetic log.
#pragma once

#include <array>
#include <memory>
#include <span>
#include <vector>

#include "data/recommendation/log_inputs.h"
#include "results/model_file/saved_model.h"

namespace mmoe {

/// One number for engagement, one for satisfaction.
using TaskNumbers = std::array<double, 2>;

/// Used by one thread at a time.
class ModelJudge {
 public:
  /// `model` must outlive it.
  explicit ModelJudge(const SavedModel& model);

  /// Adds the probabilities of both labels for each row. A row's are the same bits whatever the
  /// others are.
  void judge(std::span<const RecommendationRow> rows, std::vector<TaskNumbers>& probabilities);

 private:
  const SavedModel& model_;
  std::unique_ptr<Model<float>> network_;
  LogInputs inputs_;
  Workspace<float> ws_;
  Batch<float> batch_;
};

}  // namespace mmoe
