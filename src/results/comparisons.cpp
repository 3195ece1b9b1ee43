// SPDX-License-Identifier: Apache-2.0
#include "results/comparisons.h"

#include <algorithm>
#include <map>

#include "results/metric.h"
#include "results/pairing.h"
#include "statistics/holm.h"
#include "statistics/median_interval.h"
#include "statistics/or_null.h"
#include "statistics/paired.h"
#include "statistics/rounding.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

/// One model's values of one metric and task.
struct ModelRuns {
  std::string model;
  RunValues by_run;
  AucRuns aucs = {};  // of metric auc, in runs that keep blocks of test rows
};

/// A task's values, by model.
struct TaskRuns {
  std::string metric;
  std::optional<std::string> task;
  std::vector<ModelRuns> models;
};

TaskRuns& find_or_add(std::vector<TaskRuns>& tasks, const TrialMetric& metric,
                      const std::vector<ModelRuns>& models) {
  const auto found = std::ranges::find_if(
      tasks, [&](const TaskRuns& t) { return t.task == metric.task && t.metric == metric.metric; });
  if (found != tasks.end()) return *found;
  return tasks.emplace_back(TaskRuns{metric.metric, metric.task, models});
}

/// The headline values of one setting's cells.
std::vector<TaskRuns> read_tasks(const std::vector<Cell>& cells,
                                 std::span<const TrialRecord> records) {
  std::vector<ModelRuns> models;
  for (const Cell& cell : cells) models.push_back({records[cell.trials.front()].model, {}});
  std::vector<TaskRuns> tasks;
  for (std::size_t m = 0; m < cells.size(); ++m) {
    for (const std::size_t t : cells[m].trials) {
      const TrialRecord& record = records[t];
      for (const TrialMetric& metric : record.metrics) {
        if (metric.split != kTestSplit || !is_headline(metric.metric)) continue;
        TaskRuns& task = find_or_add(tasks, metric, models);
        if (!metric.value) continue;
        const RunId run{record.seed, record.run};
        task.models[m].by_run[run] = *metric.value;
        if (metric.metric != "auc") continue;
        if (auto auc = auc_of_run(record, metric.task)) task.models[m].aucs[run] = std::move(*auc);
      }
    }
  }
  return tasks;
}

/// The mean over tasks of a run that has them all.
ModelRuns mean_of(const std::vector<const TaskRuns*>& tasks, std::size_t m) {
  std::vector<RunValues> values;
  for (const TaskRuns* task : tasks) values.push_back(task->models[m].by_run);
  ModelRuns mean{tasks.front()->models[m].model, {}};
  for (const RunId& run : common_runs(values)) {
    double sum = 0;
    for (const RunValues& of_task : values) sum += of_task.at(run);
    mean.by_run[run] = sum / static_cast<double>(values.size());
  }
  return mean;
}

/// Losses of tasks have one scale and a mean; the AUC of a main and an auxiliary task do not.
void add_mean_loss(std::vector<TaskRuns>& tasks) {
  std::vector<const TaskRuns*> losses;
  for (const TaskRuns& task : tasks) {
    if (task.metric == "mse") losses.push_back(&task);
  }
  if (losses.size() < 2) return;
  TaskRuns mean{"mse", std::nullopt, {}};
  for (std::size_t m = 0; m < losses.front()->models.size(); ++m) {
    mean.models.push_back(mean_of(losses, m));
  }
  tasks.push_back(std::move(mean));
}

PairComparison compare_pair(const ModelRuns& a, const ModelRuns& b) {
  const auto values = pair_by_run({a.by_run, b.by_run});
  const std::vector<double> difference = differences(values[0], values[1]);
  PairComparison pair{.a = a.model, .b = b.model, .n = difference.size()};
  if (is_sample(difference, 1)) pair.difference = median(difference);
  if (const auto found = median_interval(difference)) pair.ci95 = found->interval;
  pair.sign = sign_test(difference, rounding_error(values[0], values[1]));
  pair.spread = brown_forsythe({values[0], values[1]});
  pair.sources = row_sources(a.aucs, b.aucs);
  return pair;
}

std::optional<BrownForsythe> spread_of_all(const std::vector<ModelRuns>& models) {
  std::vector<std::vector<double>> values;
  for (const ModelRuns& model : models) {
    values.emplace_back();
    for (const auto& [run, value] : model.by_run) values.back().push_back(value);
  }
  return brown_forsythe({values.begin(), values.end()});
}

TaskComparison compare_task(const TaskRuns& task, const ordered_json& setting) {
  TaskComparison comparison{.setting = setting,
                            .metric = task.metric,
                            .task = task.task,
                            .tests = 0,
                            .spread = spread_of_all(task.models),
                            .pairs = {}};
  for (std::size_t b = 0; b < task.models.size(); ++b) {
    for (std::size_t a = b + 1; a < task.models.size(); ++a) {
      comparison.pairs.push_back(compare_pair(task.models[a], task.models[b]));
    }
  }
  return comparison;
}

/// Corrects one kind of p-value over a family.
template <typename GetP>
void correct(const std::vector<PairComparison*>& family,
             std::optional<double> PairComparison::*corrected, GetP get) {
  std::vector<std::optional<double>> p;
  for (const PairComparison* pair : family) p.push_back(get(*pair));
  p = holm(p);
  for (std::size_t i = 0; i < family.size(); ++i) family[i]->*corrected = p[i];
}

template <typename Test>
std::optional<double> p_of(const std::optional<Test>& test) {
  return test ? std::optional(test->p) : std::nullopt;
}

void correct_family(std::span<TaskComparison> setting) {
  std::vector<PairComparison*> family;
  for (TaskComparison& task : setting) {
    for (PairComparison& pair : task.pairs) family.push_back(&pair);
  }
  for (TaskComparison& task : setting) task.tests = family.size();
  correct(family, &PairComparison::sign_holm, [](const auto& pair) { return p_of(pair.sign); });
  correct(family, &PairComparison::sources_holm,
          [](const auto& pair) { return p_of(pair.sources); });
  correct(family, &PairComparison::spread_holm, [](const auto& pair) { return p_of(pair.spread); });
}

ordered_json spread_json(const std::optional<BrownForsythe>& spread) {
  if (!spread) return nullptr;
  return {{"f", spread->f}, {"dof", {spread->dof_between, spread->dof_within}}, {"p", spread->p}};
}

ordered_json pair_json(const PairComparison& pair) {
  ordered_json json = {{"a", pair.a},
                       {"b", pair.b},
                       {"n", pair.n},
                       {"difference", or_null(pair.difference)},
                       {"ci95", or_null(pair.ci95)},
                       {"positive", nullptr},
                       {"negative", nullptr},
                       {"p", or_null(p_of(pair.sign))},
                       {"p_holm", or_null(pair.sign_holm)},
                       {"spread", spread_json(pair.spread)}};
  if (pair.sign) {
    json["positive"] = pair.sign->positive;
    json["negative"] = pair.sign->negative;
  }
  if (pair.spread) json["spread"]["p_holm"] = or_null(pair.spread_holm);
  if (pair.sources) {
    json["sources"] = to_json(pair.sources);
    json["sources"]["p"] = pair.sources->p;
    json["sources"]["p_holm"] = or_null(pair.sources_holm);
  }
  return json;
}

}  // namespace

std::vector<TaskComparison> compare_models(const std::vector<Cell>& cells,
                                           std::span<const TrialRecord> records) {
  std::map<std::size_t, std::vector<Cell>> settings;
  for (const Cell& cell : cells) settings[cell.setting].push_back(cell);
  std::vector<TaskComparison> comparisons;
  for (const auto& [index, members] : settings) {
    if (members.size() < 2) continue;
    std::vector<TaskRuns> tasks = read_tasks(members, records);
    add_mean_loss(tasks);
    const std::size_t first = comparisons.size();
    const ordered_json& setting = records[members.front().trials.front()].setting;
    for (const TaskRuns& task : tasks) comparisons.push_back(compare_task(task, setting));
    correct_family(std::span(comparisons).subspan(first));
  }
  return comparisons;
}

ordered_json to_json(const std::vector<TaskComparison>& comparisons) {
  ordered_json list = ordered_json::array();
  for (const TaskComparison& task : comparisons) {
    ordered_json pairs = ordered_json::array();
    for (const PairComparison& pair : task.pairs) pairs.push_back(pair_json(pair));
    list.push_back({{"setting", task.setting},
                    {"task", task.task ? ordered_json(*task.task) : ordered_json()},
                    {"metric", task.metric},
                    {"tests", task.tests},
                    {"spread", spread_json(task.spread)},
                    {"pairs", std::move(pairs)}});
  }
  return list;
}

}  // namespace mmoe
