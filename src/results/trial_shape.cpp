// SPDX-License-Identifier: Apache-2.0
#include "results/trial_shape.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/count_text.h"

namespace mmoe {
namespace {

std::string series_fault(const TaskCurve& task, std::size_t steps) {
  const auto fault = [&](const char* name, const Series& series) {
    return series.size() == steps
               ? ""
               : fmt::format("{} of {} has {} values in the curve; expected {}, one per step", name,
                             task.task, series.size(), steps);
  };
  std::string found = fault("training_loss", task.training_loss);
  if (found.empty()) found = fault("validation_loss", task.validation_loss);
  if (found.empty() && !task.validation_auc.empty()) {
    found = fault("validation_auc", task.validation_auc);
  }
  return found;
}

bool has_shape(const Gates& gates, std::size_t tasks, std::size_t experts) {
  return gates.size() == tasks && std::all_of(gates.begin(), gates.end(), [&](const auto& row) {
           return row.size() == experts;
         });
}

std::string gates_fault(const TrialRecord& trial) {
  const TrialCurve& curve = trial.curve;
  const Gates& first = trial.gates.empty() && !curve.gates.empty() ? curve.gates[0] : trial.gates;
  if (first.empty()) return "";
  const std::size_t tasks = curve.tasks.empty() ? first.size() : curve.tasks.size();
  const std::size_t experts = first[0].size();
  const auto fault = [&](const std::string& name) {
    return fmt::format("{} has another shape; expected {}, one per task, of {}", name,
                       counted(tasks, "row"), counted(experts, "weight"));
  };
  if (!has_shape(first, tasks, experts)) return fault("gates");
  for (std::size_t i = 0; i < curve.gates.size(); ++i) {
    if (!has_shape(curve.gates[i], tasks, experts)) return fault(fmt::format("curve.gates[{}]", i));
  }
  if (!curve.gates.empty() && curve.gates.size() != curve.step.size()) {
    return fmt::format("curve.gates has {}; expected {}, one per step",
                       counted(curve.gates.size(), "element"), curve.step.size());
  }
  return "";
}

}  // namespace

std::string shape_fault(const TrialRecord& trial) {
  const TrialCurve& curve = trial.curve;
  if (trial.ok && !curve.step.empty() && curve.tasks.empty()) {
    return "curve.tasks is empty; expected an element a task";
  }
  for (const TaskCurve& task : curve.tasks) {
    if (std::string fault = series_fault(task, curve.step.size()); !fault.empty()) return fault;
  }
  return gates_fault(trial);
}

}  // namespace mmoe
