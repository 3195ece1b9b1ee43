// SPDX-License-Identifier: Apache-2.0
#include "results/model_file/row_predictor.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/count_text.h"
#include "base/error.h"
#include "math/determinism.h"
#include "training/evaluation.h"

namespace mmoe {

RowPredictor::RowPredictor(const SavedModel& model)
    : model_(model),
      network_(model.network()),
      ws_(network_->plan(), HeldOut::kChunk),
      finder_(model.problem),
      missing_(model.rows.inputs.columns.size()),
      unseen_(model.rows.inputs.columns.size()) {
  ws_.clear_noise();
}

/// Fills the batch with rows first .. first + count - 1.
void RowPredictor::encode(const RowEncoder& encoder, std::size_t first, Index count) {
  std::vector<float> dense(static_cast<std::size_t>(model_.problem.dense_inputs));
  batch_.dense.resize(model_.problem.dense_inputs, count);
  batch_.labels.setZero(model_.problem.task_count(), count);
  batch_.sparse.clear();
  for (Index b = 0; b < count; ++b) {
    encoder.add(first + static_cast<std::size_t>(b), dense.data(), batch_.sparse.items);
    if (!dense.empty()) {
      batch_.dense.col(b) = Eigen::Map<const Vector<float>>(dense.data(), std::ssize(dense));
    }
    if (model_.problem.sparse_inputs > 0) batch_.sparse.end_list();
  }
  combine(finder_, batch_);
}

/// Adds what the workspace holds of rows from `first` on.
void RowPredictor::append(Index first, RowOutputs& out) {
  const auto outputs = ws_[network_->output().value];  // [K x B]
  for (std::size_t k = 0; k < out.outputs.size(); ++k) {
    const auto row = outputs.row(static_cast<Index>(k));
    out.outputs[k].insert(out.outputs[k].end(), row.begin(), row.end());
  }
  const auto gates = network_->gates();
  for (std::size_t k = 0; k < gates.size(); ++k) {
    out.gates[k].middleCols(first, batch_.size()) = ws_[gates[k]];
  }
}

RowOutputs RowPredictor::predict(const RawTable& rows) {
  const FlushSubnormals flushed;  // as in training
  const RowEncoder encoder(model_.rows.inputs, rows);
  for (std::size_t c = 0; c < missing_.size(); ++c) {
    missing_[c] += encoder.missing_rows(c);
    unseen_[c] += encoder.unseen_rows(c);
  }
  RowOutputs out;
  out.outputs.resize(model_.problem.tasks.size());
  const auto count = static_cast<Index>(rows.rows);
  for (const Buffer& gate : network_->gates()) out.gates.emplace_back(gate.rows, count);
  const View<float> theta(model_.theta.data(), model_.theta.size());
  for (Index first = 0; first < count; first += HeldOut::kChunk) {
    encode(encoder, static_cast<std::size_t>(first), std::min(HeldOut::kChunk, count - first));
    ws_.set_batch(batch_.size());
    network_->forward(theta, batch_, ws_);
    append(first, out);
  }
  return out;
}

void check_has_columns(const std::vector<std::string>& header, const RowForm& form,
                       bool with_labels, const std::string& path) {
  std::vector<std::string> missing;
  const auto look_for = [&](const std::string& column) {
    if (std::ranges::find(header, column) == header.end()) missing.push_back(column);
  };
  for (const ColumnEncoder& column : form.inputs.columns) look_for(column.column);
  if (with_labels) {
    for (const LabelEncoder& label : form.labels) look_for(label.column);
  }
  if (missing.empty()) return;
  throw InputError(fmt::format(
      "{}: there is no column '{}'{}; expected every column that the "
      "model reads{}",
      path, missing.front(),
      missing.size() == 1 ? "" : fmt::format(", nor {}", counted(missing.size() - 1, "other")),
      short_hint(missing.front(), header)));
}

}  // namespace mmoe
