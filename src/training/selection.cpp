// SPDX-License-Identifier: Apache-2.0
#include "training/selection.h"

#include <algorithm>
#include <cmath>

#include "training/trainer.h"

namespace mmoe {
namespace {

std::optional<double> finite(std::optional<double> value) {
  return value && std::isfinite(*value) ? value : std::nullopt;
}

/// Returns the mean over the tasks; empty if any is empty.
std::optional<double> mean_of_all(const std::vector<std::optional<double>>& values) {
  double sum = 0;
  for (const auto& value : values) {
    if (!value) return std::nullopt;
    sum += *value;
  }
  return finite(sum / static_cast<double>(values.size()));
}

}  // namespace

Selection::Selection(const TrainingOptions& options, const Problem& problem, bool independent_tasks)
    : keep_best_(options.select == "best"),
      by_auc_(options.objective == "main-auc"),
      patience_(options.patience),
      chosen_(independent_tasks && keep_best_ ? problem.tasks.size() : 1) {}

std::optional<double> Selection::score(const CurvePoint& point, std::size_t slot) const {
  const auto negative = [](std::optional<double> auc) {
    return auc ? std::optional(-*auc) : std::nullopt;
  };
  if (chosen_.size() == 1 && !by_auc_) return mean_of_all(point.validation_loss);
  return by_auc_ && point.validation_auc[slot] ? negative(finite(point.validation_auc[slot]))
                                               : finite(point.validation_loss[slot]);
}

void Selection::see(const CurvePoint& point, const Eigen::Ref<const Vector<float>>& theta) {
  for (std::size_t s = 0; s < chosen_.size(); ++s) {
    Choice& choice = chosen_[s];
    if (ran_out(choice)) continue;
    const auto now = score(point, s);
    const bool better = now && (!choice.best || *now < *choice.best);
    if (better) choice.best = now;
    choice.age = better ? 0 : choice.age + 1;
    if (better || !keep_best_ || choice.theta.size() == 0) {
      choice.score = now;
      choice.step = point.step;
      choice.theta = theta;
    }
  }
}

bool Selection::out_of_patience() const {
  return std::all_of(chosen_.begin(), chosen_.end(),
                     [&](const Choice& choice) { return ran_out(choice); });
}

std::optional<double> Selection::objective() const {
  if (by_auc_ || chosen_.size() == 1) return chosen_[0].score;
  std::vector<std::optional<double>> scores;
  for (const Choice& choice : chosen_) scores.push_back(choice.score);
  return mean_of_all(scores);
}

}  // namespace mmoe
