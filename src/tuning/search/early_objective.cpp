// SPDX-License-Identifier: Apache-2.0
#include "tuning/search/early_objective.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "results/convergence.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

constexpr std::size_t kFewestCompared = 8;

constexpr double kRounding = 1e-5;  // curves have six digits

/// The best value of one task's series up to a point, or the value there.
std::optional<double> best_until(const Series& series, std::size_t point, bool keeps_best) {
  std::optional<double> best;
  for (std::size_t i = keeps_best ? 0 : point; i <= point && i < series.size(); ++i) {
    if (series[i] && (!best || *series[i] < *best)) best = series[i];
  }
  return best;
}

/// The main task's AUC with a minus, or its loss where the validation set lacks a class.
Series main_series(const TaskCurve& main) {
  Series series;
  for (std::size_t i = 0; i < main.validation_loss.size(); ++i) {
    const bool has_auc = i < main.validation_auc.size() && main.validation_auc[i];
    series.push_back(has_auc ? std::optional(-*main.validation_auc[i]) : main.validation_loss[i]);
  }
  return series;
}

Series mean_series(const TrialRecord& record) {
  Series series;
  for (const double loss : loss_curve(record).loss) {
    series.push_back(std::isfinite(loss) ? std::optional(loss) : std::nullopt);
  }
  return series;
}

}  // namespace

std::int64_t decisive_step(const TrainingOptions& training, double share) {
  return static_cast<std::int64_t>(std::ceil(share * static_cast<double>(training.steps)));
}

std::optional<double> early_objective(const TrialRecord& record, const TrainingOptions& training,
                                      bool independent_tasks, std::int64_t step) {
  const TrialCurve& curve = record.curve;
  const auto found = std::ranges::find_if(curve.step, [&](auto s) { return s >= step; });
  if (curve.tasks.empty() || found == curve.step.end()) return std::nullopt;
  const auto point = static_cast<std::size_t>(found - curve.step.begin());
  const bool keeps_best = training.select == "best";
  if (training.objective == "main-auc") {
    return best_until(main_series(curve.tasks.front()), point, keeps_best);
  }
  if (!independent_tasks || !keeps_best) return best_until(mean_series(record), point, keeps_best);
  double sum = 0;
  for (const TaskCurve& task : curve.tasks) {
    const auto best = best_until(task.validation_loss, point, true);
    if (!best) return std::nullopt;
    sum += *best;
  }
  return sum / static_cast<double>(curve.tasks.size());
}

std::optional<double> give_up_limit(std::span<const std::optional<double>> early) {
  std::vector<double> values;
  for (const auto& value : early) {
    if (value) values.push_back(*value);
  }
  if (values.size() < kFewestCompared) return std::nullopt;
  const double limit = median(values);
  return limit + kRounding * std::abs(limit);
}

}  // namespace mmoe
