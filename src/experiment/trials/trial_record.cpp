// SPDX-License-Identifier: Apache-2.0
#include "experiment/trials/trial_record.h"

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <memory>

#include "base/interrupt.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

ordered_json number(const std::optional<double>& value) {
  return value && std::isfinite(*value) ? ordered_json(*value) : ordered_json(nullptr);
}

/// Curves are only drawn: six digits halve the file.
ordered_json rounded(const std::optional<double>& value) {
  if (!value || !std::isfinite(*value)) return nullptr;
  return std::strtod(fmt::format("{:.6g}", *value).c_str(), nullptr);
}

ordered_json gate_list(const std::vector<std::vector<double>>& gates) {
  ordered_json list = ordered_json::array();
  for (const auto& task : gates) {
    ordered_json row = ordered_json::array();
    for (const double weight : task) row.push_back(rounded(weight));
    list.push_back(row);
  }
  return list;
}

/// {"step": [...], "tasks": [{task, training_loss, validation_loss, validation_auc}], "gates"}.
ordered_json write_curve(const std::vector<CurvePoint>& curve, const Problem& problem) {
  ordered_json steps = ordered_json::array();
  ordered_json gates = ordered_json::array();
  for (const CurvePoint& point : curve) {
    steps.push_back(point.step);
    if (!point.gates.empty()) gates.push_back(gate_list(point.gates));
  }
  ordered_json tasks = ordered_json::array();
  for (std::size_t k = 0; k < problem.tasks.size(); ++k) {
    ordered_json task = {{"task", problem.tasks[k].name}};
    const auto column = [&](const char* name, auto member) {
      ordered_json values = ordered_json::array();
      for (const CurvePoint& point : curve) values.push_back(rounded((point.*member)[k]));
      task[name] = values;
    };
    column("training_loss", &CurvePoint::training_loss);
    column("validation_loss", &CurvePoint::validation_loss);
    if (problem.tasks[k].kind == TaskKind::kBinary) {
      column("validation_auc", &CurvePoint::validation_auc);
    }
    tasks.push_back(task);
  }
  ordered_json object = {{"step", steps}, {"tasks", tasks}};
  if (!gates.empty()) object["gates"] = gates;
  return object;
}

ordered_json write_metrics(const std::vector<SplitMetric>& metrics) {
  ordered_json list = ordered_json::array();
  for (const SplitMetric& m : metrics) {
    list.push_back({{"task", m.metric.task},
                    {"metric", m.metric.metric},
                    {"split", m.split},
                    {"value", number(m.metric.value)}});
  }
  return list;
}

ordered_json write_record(const Experiment& experiment, const DataSet& data, const Trial& trial,
                          const TrainingResult& result) {
  ordered_json record = {{"key", trial.key},
                         {"model", experiment.models[trial.model].label},
                         {"setting", data.settings()[trial.setting]},
                         {"learning_rate", trial.learning_rate},
                         {"run", trial.run},
                         {"seed", experiment.seed},
                         {"status", result.status}};
  if (result.diverged_at >= 0) record["diverged_at"] = result.diverged_at;
  record["objective"] = number(result.objective);
  record["selected_step"] = result.selected_step;
  record["metrics"] = write_metrics(result.metrics);
  if (!result.gates.empty()) record["gates"] = gate_list(result.gates);
  record["curve"] = write_curve(result.curve, data.problem(trial.setting));
  return record;
}

}  // namespace

ordered_json read_record(const std::string& text) {
  if (interrupted()) throw Interrupted();
  return ordered_json::parse(text);
}

TrialOutcome run_trial(const Experiment& experiment, const DataSet& data, const Trial& trial) {
  return std::move(run_together(experiment, data, {&trial}).front());
}

std::vector<TrialOutcome> run_together(const Experiment& experiment, const DataSet& data,
                                       const std::vector<const Trial*>& trials) {
  const auto start = std::chrono::steady_clock::now();
  const Trial& first = *trials.front();
  const Problem problem = data.problem(first.setting);
  const auto run = data.open({.setting = first.setting,
                              .seed = experiment.seed,
                              .run = first.run,
                              .batch = experiment.models[first.model].training.batch});
  std::vector<std::unique_ptr<Model<float>>> models;
  std::vector<TrainingInput> inputs;
  for (const Trial* trial : trials) {
    const ModelSpec& spec = experiment.models[trial->model];
    models.push_back(spec.entry->make_float(spec.options, problem));
    inputs.push_back({.model = *models.back(),
                      .problem = problem,
                      .run = *run,
                      .options = spec.training,
                      .learning_rate = trial->learning_rate,
                      .seed = experiment.seed,
                      .run_number = trial->run,
                      .independent_tasks = spec.entry->independent_tasks});
  }
  std::vector<TrainingResult> results = train(inputs);
  double shared = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  for (const TrainingResult& result : results) shared -= result.seconds;
  shared /= static_cast<double>(results.size());
  std::vector<TrialOutcome> outcomes;
  for (std::size_t i = 0; i < trials.size(); ++i) {
    ordered_json record = write_record(experiment, data, *trials[i], results[i]);
    record["seconds"] = results[i].seconds + shared;
    outcomes.push_back({std::move(record), std::move(results[i])});
  }
  return outcomes;
}

}  // namespace mmoe
