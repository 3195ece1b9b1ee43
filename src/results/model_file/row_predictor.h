// SPDX-License-Identifier: Apache-2.0
// Applies a saved model to rows of a table.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "results/model_file/saved_model.h"

namespace mmoe {

/// What a model makes of some rows.
struct RowOutputs {
  std::vector<std::vector<float>> outputs =
      {};                                 // [K][rows]: logits, or values as they were learned
  std::vector<Matrix<float>> gates = {};  // by task, [n x rows]; none for models without gates
};

class RowPredictor {
 public:
  /// `model` must outlive it.
  explicit RowPredictor(const SavedModel& model);

  bool has_gates() const { return !network_->gates().empty(); }
  /// Returns the outputs for all rows. A row's are the same bits whatever the others are, and those
  /// of the trial that trained the model. The table has every column that the model reads.
  RowOutputs predict(const RawTable& rows);

  /// Rows so far without a value, or with a category that training lacks, by the encoder's columns.
  const std::vector<std::int64_t>& missing() const { return missing_; }
  const std::vector<std::int64_t>& unseen() const { return unseen_; }

 private:
  void encode(const RowEncoder& encoder, std::size_t first, Index count);
  void append(Index first, RowOutputs& out);

  const SavedModel& model_;
  std::unique_ptr<Model<float>> network_;
  Workspace<float> ws_;
  CombinationFinder finder_;
  Batch<float> batch_;
  std::vector<std::int64_t> missing_, unseen_;
};

/// Throws InputError if the header of the file `path` lacks a column of the form.
void check_has_columns(const std::vector<std::string>& header, const RowForm& form,
                       bool with_labels, const std::string& path);

}  // namespace mmoe
