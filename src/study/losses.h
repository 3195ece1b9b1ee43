// SPDX-License-Identifier: Apache-2.0
// The losses of one point of a study, as in the paper's Figures 3 to 5, both on held-out and on
// training data, since the paper does not say which it plots.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "results/result_reader.h"

namespace mmoe {

enum class LossOf { kHeldOut, kTraining };

/// Returns "held-out" or "training".
const char* to_text(LossOf of);

/// One model at one cosine. Held-out losses at the end are those of the test set, along the curve
/// of the validation set; training losses are means over the steps since the previous point of the
/// curve.
struct CellLosses {
  std::string model = {};
  double cosine = 0;
  double learning_rate = 0;
  std::size_t diverged = 0;  // runs without losses
  /// At the end, one value per run: the mean over tasks.
  std::vector<double> held_out = {}, training = {};
  /// At the end, one value per run and task, as counted by Figure 5.
  std::vector<double> held_out_tasks = {}, training_tasks = {};
  /// Along the curve, mean over runs and tasks; empty if a run lacks it.
  std::vector<double> step = {};
  Series held_out_curve = {}, training_curve = {};

  const std::vector<double>& runs(LossOf of) const;
  const std::vector<double>& tasks(LossOf of) const;
  const Series& curve(LossOf of) const;
  /// Mean over runs; empty if there is none, or some diverged.
  std::optional<double> mean_loss(LossOf of) const;
};

/// Returns the losses of every cell that has a cosine.
std::vector<CellLosses> cell_losses(const Result& result);

/// Returns null if there is no such cell.
const CellLosses* find_losses(const std::vector<CellLosses>& cells, const std::string& model,
                              double cosine);

}  // namespace mmoe
