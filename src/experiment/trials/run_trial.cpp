// SPDX-License-Identifier: Apache-2.0
#include "experiment/trials/run_trial.h"

#include <chrono>
#include <cmath>
#include <memory>
#include <tuple>
#include <utility>

#include "experiment/trials/groups.h"
#include "experiment/trials/rounded.h"
#include "statistics/row_blocks.h"

namespace mmoe {
namespace {

std::optional<double> if_finite(const std::optional<double>& value) {
  return value && std::isfinite(*value) ? value : std::nullopt;
}

Gates rounded_gates(Gates gates) {
  for (auto& task : gates) task = rounded(std::move(task));
  return gates;
}

/// Returns a member of the curve's points for one task.
Series series_of(const std::vector<CurvePoint>& curve, Series CurvePoint::*member, std::size_t k) {
  Series series;
  for (const CurvePoint& point : curve) {
    const auto value = if_finite((point.*member)[k]);
    series.push_back(value ? std::optional(rounded(*value)) : std::nullopt);
  }
  return series;
}

TrialCurve curve_of(const std::vector<CurvePoint>& points, const Problem& problem) {
  TrialCurve curve;
  for (const CurvePoint& point : points) {
    curve.step.push_back(point.step);
    if (!point.gates.empty()) curve.gates.push_back(rounded_gates(point.gates));
  }
  for (std::size_t k = 0; k < problem.tasks.size(); ++k) {
    curve.tasks.push_back({.task = problem.tasks[k].name,
                           .training_loss = series_of(points, &CurvePoint::training_loss, k),
                           .validation_loss = series_of(points, &CurvePoint::validation_loss, k)});
    if (problem.tasks[k].kind == TaskKind::kBinary) {
      curve.tasks.back().validation_auc = series_of(points, &CurvePoint::validation_auc, k);
    }
  }
  return curve;
}

std::vector<AucBlocks> auc_blocks_of(const TrainingResult& result, const Problem& problem,
                                     std::span<const std::uint8_t> blocks) {
  std::vector<AucBlocks> all;
  for (std::size_t k = 0; k < result.outputs.size() && !blocks.empty(); ++k) {
    if (problem.tasks[k].kind != TaskKind::kBinary) continue;
    const auto& [outputs, labels] = std::tie(result.outputs[k], result.labels[k]);
    auto found =
        auc_blocks({outputs.begin(), outputs.end()}, {labels.begin(), labels.end()}, blocks);
    if (!found) continue;
    all.push_back({problem.tasks[k].name, rounded(std::move(*found))});
  }
  return all;
}

TrialRecord record_of(const Experiment& experiment, const DataSet& data, const Trial& trial,
                      const TrainingResult& result) {
  TrialRecord record{.key = trial.key,
                     .model = spec_of(experiment, trial).label,
                     .setting = data.settings()[trial.setting],
                     .learning_rate = trial.learning_rate,
                     .run = trial.run,
                     .seed = experiment.seed,
                     .ok = result.status == "ok",
                     .diverged_at = {},
                     .objective = if_finite(result.objective),
                     .selected_step = result.selected_step,
                     .metrics = {},
                     .gates = rounded_gates(result.gates),
                     .curve = curve_of(result.curve, data.problem(trial.setting))};
  if (result.diverged_at >= 0) record.diverged_at = result.diverged_at;
  for (const SplitMetric& m : result.metrics) {
    record.metrics.push_back({m.metric.task, m.metric.metric, m.split, if_finite(m.metric.value)});
  }
  return record;
}

}  // namespace

TrialOutcome run_trial(const Experiment& experiment, const DataSet& data, const Trial& trial) {
  return std::move(run_together(experiment, data, {&trial}).front());
}

std::vector<TrialOutcome> run_together(const Experiment& experiment, const DataSet& data,
                                       const std::vector<const Trial*>& trials,
                                       const std::function<std::size_t()>& threads) {
  const auto start = std::chrono::steady_clock::now();
  const Trial& first = *trials.front();
  const Problem problem = data.problem(first.setting);
  const auto draw = data.open({.setting = first.setting,
                               .seed = experiment.seed,
                               .run = first.run,
                               .batch = spec_of(experiment, first).training.batch});
  std::vector<std::unique_ptr<Model<float>>> models;
  std::vector<TrainingInput> inputs;
  for (const Trial* trial : trials) {
    const ModelSpec& spec = spec_of(experiment, *trial);
    models.push_back(spec.entry->make_float(spec.options, problem));
    inputs.push_back({.model = *models.back(),
                      .problem = problem,
                      .draw = *draw,
                      .options = spec.training,
                      .learning_rate = trial->learning_rate,
                      .seed = experiment.seed,
                      .run_number = trial->run,
                      .independent_tasks = spec.entry->independent_tasks});
  }
  std::vector<TrainingResult> results = train(inputs, threads);
  double shared = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  for (const TrainingResult& result : results) shared -= result.seconds;
  shared /= static_cast<double>(results.size());
  std::vector<TrialOutcome> outcomes;
  for (std::size_t i = 0; i < trials.size(); ++i) {
    TrialRecord record = record_of(experiment, data, *trials[i], results[i]);
    record.auc_blocks = auc_blocks_of(results[i], problem, draw->test_blocks());
    add_what_groups_tell(results[i], problem, draw->test_facts().groups, record);
    record.seconds = results[i].seconds + shared;
    outcomes.push_back({std::move(record), std::move(results[i])});
  }
  return outcomes;
}

}  // namespace mmoe
