// SPDX-License-Identifier: Apache-2.0
#include "tuning/early_objective.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "results/convergence.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

constexpr std::size_t kFewestCompared = 8;

std::optional<double> objective_at(const TrialRecord& record, bool by_auc, std::size_t point) {
  if (!by_auc) {
    const double loss = validation_loss_at(record, point);
    return std::isfinite(loss) ? std::optional(loss) : std::nullopt;
  }
  const Series& auc = record.curve.tasks.front().validation_auc;
  if (point >= auc.size() || !auc[point]) return std::nullopt;
  return -*auc[point];
}

}  // namespace

std::int64_t decisive_step(const TrainingOptions& training, double share) {
  return static_cast<std::int64_t>(std::ceil(share * static_cast<double>(training.steps)));
}

std::optional<double> early_objective(const TrialRecord& record, const TrainingOptions& training,
                                      std::int64_t step) {
  if (record.curve.tasks.empty()) return std::nullopt;
  const auto found = std::ranges::find_if(record.curve.step, [&](auto s) { return s >= step; });
  if (found == record.curve.step.end()) return std::nullopt;
  const auto decisive = static_cast<std::size_t>(found - record.curve.step.begin());
  const bool by_auc = training.objective == "main-auc";
  const std::size_t first = training.select == "best" ? 0 : decisive;
  std::optional<double> best;
  for (std::size_t point = first; point <= decisive; ++point) {
    const auto value = objective_at(record, by_auc, point);
    if (value && (!best || *value < *best)) best = value;
  }
  return best;
}

std::optional<double> give_up_limit(std::span<const std::optional<double>> early) {
  std::vector<double> values;
  for (const auto& value : early) {
    if (value) values.push_back(*value);
  }
  if (values.size() < kFewestCompared) return std::nullopt;
  return median(values);
}

}  // namespace mmoe
