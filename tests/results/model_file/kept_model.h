// SPDX-License-Identifier: Apache-2.0
// Small trained models, and rows of their data as CSV files.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "results/model_file/saved_model.h"
#include "training/trainer.h"

namespace mmoe::testing {

struct KeptModel {
  SavedModel model;
  TrainingResult training;
};

/// Trains the model for a few steps and selects the best ones.
KeptModel train_kept(const ModelEntry& entry, const DataSet& data, std::size_t setting = 0,
                     std::int64_t steps = 30, const nlohmann::json& options = {});

/// Returns the outputs of all rows, handed over in blocks of at most `block`.
std::vector<std::vector<float>> outputs_of(const SavedModel& model, const std::string& path,
                                           std::size_t block);

}  // namespace mmoe::testing
