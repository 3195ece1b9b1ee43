// SPDX-License-Identifier: Apache-2.0
// Learning curves over the runs of a cell.
#pragma once

#include "report/figures/figure.h"
#include "results/result_reader.h"
#include "results/runs.h"
#include "statistics/summary.h"

namespace mmoe {

/// Held-out loss by step: mean over tasks in a run, then mean over runs, as the paper's, with the
/// middle half of the runs as band. Steps that not every run reached (early stopping) are left out.
struct MeanCurve {
  std::vector<double> step;
  std::vector<Summary> loss;

  /// Returns the point at step `wanted`; null if it was not evaluated.
  const Summary* at(double wanted) const;
};

MeanCurve mean_curve(const std::vector<const TrialRecord*>& trials);

Trace curve_trace(const std::string& label, const Style& style, const MeanCurve& curve);

/// Thousands of steps: x of a trace over training is step / kThousand.
constexpr double kThousand = 1000;
Axis step_axis();

}  // namespace mmoe
