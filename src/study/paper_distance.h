// SPDX-License-Identifier: Apache-2.0
// How far losses are from the paper's Figures 3, 4 and 5, by number.
#pragma once

#include <optional>
#include <vector>

#include "study/losses.h"

namespace mmoe {

/// Over values v that the paper has as t: relative errors v / t - 1.
struct Distance {
  double greatest = 0;  // max |v / t - 1|
  double rms = 0;       // root of their mean square
};

/// Figure 4: nine final values, three models at three cosines. Empty unless all nine are there.
std::optional<Distance> figure_4_distance(const std::vector<CellLosses>& cells, LossOf of);

/// Figure 3: three final values of Shared-Bottom of 16 units, the model labelled kFigure3Model
/// (base/paper_values.h).
std::optional<Distance> figure_3_distance(const std::vector<CellLosses>& cells, LossOf of);

/// Figure 4 at the point of the curve that comes nearest, for the unit of the paper's axis is not
/// clear. Held-out losses are then those of the validation set.
struct CurveDistance {
  double step = 0;
  Distance distance;
};
std::optional<CurveDistance> nearest_on_curve(const std::vector<CellLosses>& cells, LossOf of);

/// Figure 5: the share of final losses, a run and task each, within 0.05 of one of the paper's
/// peaks and nearer to it than to the model's other one, against the paper's share.
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
