// SPDX-License-Identifier: Apache-2.0
// Whether training ended too early: models that learn at different speeds are then compared by
// their speed.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "results/result_reader.h"

namespace mmoe {

/// The validation loss at a point of the curve, mean over tasks; NaN if a task has none.
double validation_loss_at(const TrialRecord& trial, std::size_t point);

/// The same at all points of a run.
struct LossCurve {
  std::vector<double> step, loss;
};

LossCurve loss_curve(const TrialRecord& trial);

/// By what share the loss falls in 500 steps at the end, median over runs: from the last step and
/// the last before it that is at least 500 steps and a tenth of the training away. Negative where
/// it rises; empty where no run has two such losses above 0.
std::optional<double> fall_per_500(const std::vector<LossCurve>& runs);

/// A cell has converged where fall_per_500 is no more than this.
inline constexpr double kConvergedFall = 0.01;

/// "not converged: still falling 4.5 % per 500 steps"; "" where it has, or nothing is known.
std::string convergence_text(const std::optional<double>& fall);
std::string convergence_text(const Result& result, const ResultCell& cell);

}  // namespace mmoe
