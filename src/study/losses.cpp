// SPDX-License-Identifier: Apache-2.0
#include "study/losses.h"

#include "results/runs.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

std::optional<double> mean_of(const std::vector<std::optional<double>>& values) {
  std::vector<double> found;
  for (const auto& value : values) {
    if (!value) return std::nullopt;
    found.push_back(*value);
  }
  return found.empty() ? std::nullopt : std::optional(mean(found));
}

/// The last training loss of each task; empty if one has none.
std::vector<double> last_training_losses(const TrialRecord& trial) {
  std::vector<double> losses;
  for (const TaskCurve& task : trial.curve.tasks) {
    if (task.training_loss.empty() || !task.training_loss.back()) return {};
    losses.push_back(*task.training_loss.back());
  }
  return losses;
}

std::vector<double> test_losses(const TrialRecord& trial) {
  std::vector<double> losses;
  for (const TrialMetric& metric : trial.metrics) {
    if (metric.metric == "mse" && metric.split == "test" && metric.value) {
      losses.push_back(*metric.value);
    }
  }
  return losses;
}

void append(const std::vector<double>& losses, std::vector<double>& runs,
            std::vector<double>& tasks) {
  if (losses.empty()) return;
  runs.push_back(mean(losses));
  tasks.insert(tasks.end(), losses.begin(), losses.end());
}

Series mean_curve_of(const std::vector<const TrialRecord*>& trials, std::size_t points,
                     Series TaskCurve::*series) {
  Series curve;
  for (std::size_t i = 0; i < points; ++i) {
    std::vector<std::optional<double>> values;
    for (const TrialRecord* trial : trials) {
      for (const TaskCurve& task : trial->curve.tasks) {
        const Series& all = task.*series;
        values.push_back(i < all.size() ? all[i] : std::nullopt);
      }
    }
    curve.push_back(mean_of(values));
  }
  return curve;
}

}  // namespace

const char* to_text(LossOf of) { return of == LossOf::kHeldOut ? "held-out" : "training"; }

const std::vector<double>& CellLosses::runs(LossOf of) const {
  return of == LossOf::kHeldOut ? held_out : training;
}
const std::vector<double>& CellLosses::tasks(LossOf of) const {
  return of == LossOf::kHeldOut ? held_out_tasks : training_tasks;
}
const Series& CellLosses::curve(LossOf of) const {
  return of == LossOf::kHeldOut ? held_out_curve : training_curve;
}

std::optional<double> CellLosses::mean_loss(LossOf of) const {
  if (diverged > 0 || runs(of).empty()) return std::nullopt;
  return mean(runs(of));
}

std::vector<CellLosses> cell_losses(const Result& result) {
  std::vector<CellLosses> list;
  for (const ResultCell& cell : result.cells) {
    const auto cosine = setting_number(cell.setting, "cosine");
    if (!cosine) continue;
    CellLosses losses{.model = cell.model, .cosine = *cosine, .learning_rate = cell.learning_rate};
    losses.diverged = diverged_runs(result, cell);
    const auto trials = trials_of(result, cell);
    for (const TrialRecord* trial : trials) {
      append(test_losses(*trial), losses.held_out, losses.held_out_tasks);
      append(last_training_losses(*trial), losses.training, losses.training_tasks);
    }
    if (!trials.empty()) {
      const std::vector<std::int64_t>& steps = trials.front()->curve.step;
      losses.step.assign(steps.begin(), steps.end());
    }
    losses.held_out_curve = mean_curve_of(trials, losses.step.size(), &TaskCurve::validation_loss);
    losses.training_curve = mean_curve_of(trials, losses.step.size(), &TaskCurve::training_loss);
    list.push_back(std::move(losses));
  }
  return list;
}

const CellLosses* find_losses(const std::vector<CellLosses>& cells, const std::string& model,
                              double cosine) {
  for (const CellLosses& cell : cells) {
    if (cell.model == model && cell.cosine == cosine) return &cell;
  }
  return nullptr;
}

}  // namespace mmoe
