// SPDX-License-Identifier: Apache-2.0
#include "results/convergence.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "results/runs.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

constexpr double kFallSteps = 500;
constexpr double kLeastFallShare =
    0.1;  // of the training: one evaluation to the next is mostly noise

/// fall_per_500 of one run.
std::optional<double> fall_of(const LossCurve& run) {
  if (run.step.empty()) return {};
  const double last = run.step.back();
  const double before = last - std::max(kFallSteps, kLeastFallShare * last);
  const auto next = std::upper_bound(run.step.begin(), run.step.end(), before);
  if (next == run.step.begin()) return {};
  const auto from = static_cast<std::size_t>(next - run.step.begin()) - 1;
  const double ratio = run.loss.back() / run.loss[from];
  if (!(ratio > 0) || !std::isfinite(ratio)) return {};
  return 1 - std::pow(ratio, kFallSteps / (last - run.step[from]));
}

}  // namespace

double validation_loss_at(const TrialRecord& trial, std::size_t point) {
  double sum = 0;
  for (const TaskCurve& task : trial.curve.tasks) {
    const bool has = point < task.validation_loss.size() && task.validation_loss[point];
    sum += has ? *task.validation_loss[point] : std::numeric_limits<double>::quiet_NaN();
  }
  return sum / static_cast<double>(trial.curve.tasks.size());
}

LossCurve loss_curve(const TrialRecord& trial) {
  LossCurve curve{.step = {trial.curve.step.begin(), trial.curve.step.end()}, .loss = {}};
  for (std::size_t i = 0; i < curve.step.size(); ++i) {
    curve.loss.push_back(validation_loss_at(trial, i));
  }
  return curve;
}

std::optional<double> fall_per_500(const std::vector<LossCurve>& runs) {
  std::vector<double> falls;
  for (const LossCurve& run : runs) {
    if (const auto fall = fall_of(run)) falls.push_back(*fall);
  }
  return falls.empty() ? std::nullopt : std::optional(median(falls));
}

std::string convergence_text(const std::optional<double>& fall) {
  if (fall.value_or(0) <= kConvergedFall) return "";
  return fmt::format("not converged: still falling {:.1f} % per 500 steps", 100 * *fall);
}

std::string convergence_text(const Result& result, const ResultCell& cell) {
  std::vector<LossCurve> runs;
  for (const TrialRecord* trial : trials_of(result, cell)) runs.push_back(loss_curve(*trial));
  return convergence_text(fall_per_500(runs));
}

}  // namespace mmoe
