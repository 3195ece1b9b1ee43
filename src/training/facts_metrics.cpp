// SPDX-License-Identifier: Apache-2.0
#include "training/facts_metrics.h"

#include <cmath>

#include "math/grouped_metrics.h"
#include "math/metrics.h"

namespace mmoe {
namespace {

/// Groups of the rows whose label is known.
std::vector<std::int32_t> labelled_groups(const HeldOut& held_out, const ExampleFacts& facts,
                                          std::size_t task) {
  std::vector<std::int32_t> groups;
  for (std::size_t row = 0; row < facts.groups.size(); ++row) {
    if (!std::isnan(held_out.labels(task)[row])) groups.push_back(facts.groups[row]);
  }
  return groups;
}

}  // namespace

FactsMetrics::FactsMetrics(const HeldOut& held_out, const ExampleFacts& facts)
    : held_out_(held_out), of_groups_(!facts.groups.empty()) {
  const std::vector<Task>& tasks = held_out.problem().tasks;
  for (std::size_t k = 0; k < tasks.size(); ++k) {
    OfTask& of_task = tasks_.emplace_back();
    if (tasks[k].kind == TaskKind::kRegression) continue;
    if (!facts.groups.empty()) of_task.groups = labelled_groups(held_out, facts, k);
    if (facts.probabilities.empty()) continue;
    const auto best = held_out.labelled(k, facts.probabilities[k]);
    const auto& labels = held_out.known_labels(k);
    of_task.optimum = {{tasks[k].name, "optimum_auc", area_under_roc(best, labels)},
                       {tasks[k].name, "optimum_r2", r_squared(best, labels)}};
  }
}

std::vector<MetricValue> FactsMetrics::of(const Predictions& predictions, std::size_t task) const {
  const auto& [groups, optimum] = tasks_[task];
  std::vector<MetricValue> metrics;
  const auto add = [&](const char* name, std::optional<double> value) {
    metrics.push_back({held_out_.problem().tasks[task].name, name, value});
  };
  if (groups) {
    const auto scores = held_out_.labelled(task, predictions.outputs[task]);
    const auto& labels = held_out_.known_labels(task);
    const GroupedAuc auc = grouped_auc(scores, labels, *groups);
    add("group_auc", auc.by_rows);
    add("group_auc_unweighted", auc.by_group);
    add("group_auc_rows", auc.rows);
    add("group_auc_groups", auc.groups);
    const GroupedNdcg ndcg = grouped_ndcg(scores, labels, *groups, kNdcgRanks);
    add("ndcg_5", ndcg.mean);
    add("ndcg_5_groups", ndcg.groups);
  }
  metrics.insert(metrics.end(), optimum.begin(), optimum.end());
  return metrics;
}

}  // namespace mmoe
