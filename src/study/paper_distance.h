// SPDX-License-Identifier: Apache-2.0
// Distances of losses from the paper's Figures 3, 4 and 5.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "study/losses.h"

namespace mmoe {

/// Near the paper: within 20 %.
inline constexpr double kNearPaper = 0.2;

/// Relative errors v / t - 1 of values v whose paper values are t.
struct Distance {
  double greatest = 0;                   // max |v / t - 1|
  double rms = 0;                        // root of their mean square
  std::optional<std::size_t> near = {};  // so many are near the paper; empty: a summary of
                                         // before 0.2 does not say
};

/// Figure 4: nine final values, three models at three cosines. Empty unless there are all nine.
std::optional<Distance> figure_4_distance(const std::vector<CellLosses>& cells, LossOf of);

/// Figure 3: three final values of Shared-Bottom of 16 units, the model labelled kFigure3Model
/// (base/paper_values.h).
std::optional<Distance> figure_3_distance(const std::vector<CellLosses>& cells, LossOf of);

/// Figure 4 at the closest point of the curve, since the unit of the paper's axis is not clear.
/// Held-out losses are then those of the validation set.
struct CurveDistance {
  double step = 0;
  Distance distance;
};
std::optional<CurveDistance> nearest_on_curve(const std::vector<CellLosses>& cells, LossOf of);

/// Figure 5: the fraction of final losses (one per run and task) within 0.05 of one of the paper's
/// peaks and closer to it than to the model's other one, compared with the paper's.
struct PeakShare {
  std::string model;
  double cosine = 0;
  double loss = 0;
  double paper_share = 0;
  double share = 0;
};
std::vector<PeakShare> peak_shares(const std::vector<CellLosses>& cells, LossOf of);

/// Mean over peaks of |share - paper's|; empty without peaks.
std::optional<double> figure_5_distance(const std::vector<CellLosses>& cells, LossOf of);

}  // namespace mmoe
