// SPDX-License-Identifier: Apache-2.0
// Losses of one point as the paper's Figures 3 and 4 have them, two runs each.
#pragma once

#include <vector>

#include "base/paper_values.h"
#include "study/losses.h"
#include "study/paper_distance.h"

namespace mmoe::testing {

inline CellLosses sample_cell(const std::string& model, double cosine, double loss) {
  CellLosses cell{.model = model, .cosine = cosine, .learning_rate = 0.01};
  cell.held_out = cell.training = {0.99 * loss, 1.01 * loss};
  cell.held_out_tasks = cell.training_tasks = {loss, loss, loss, loss};
  cell.step = {0, 100};
  cell.held_out_curve = {1.1, loss};
  cell.training_curve = {std::nullopt, loss};
  return cell;
}

/// Returns every loss times `factor`.
inline std::vector<CellLosses> paper_cells(double factor = 1) {
  std::vector<CellLosses> cells;
  for (const double cosine : {0.5, 0.9, 1.0}) {
    for (const char* model : {"shared-bottom", "omoe", "mmoe"}) {
      const double loss = paper_figure_4(model, cosine).back().loss;
      cells.push_back(sample_cell(model, cosine, factor * loss));
    }
    cells.push_back(
        sample_cell(kFigure3Model, cosine, factor * paper_figure_3(cosine).back().loss));
  }
  return cells;
}

}  // namespace mmoe::testing
