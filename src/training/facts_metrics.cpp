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

std::vector<MetricValue> facts_metrics(const HeldOut& held_out, const ExampleFacts& facts,
                                       const Predictions& predictions, std::size_t task) {
  const Task& t = held_out.problem().tasks[task];
  if (t.kind == TaskKind::kRegression) return {};
  const auto& labels = held_out.known_labels(task);
  std::vector<MetricValue> metrics;
  const auto add = [&](const char* name, std::optional<double> value) {
    metrics.push_back({t.name, name, value});
  };
  if (!facts.groups.empty()) {
    const auto scores = held_out.labelled(task, predictions.outputs[task]);
    const auto groups = labelled_groups(held_out, facts, task);
    const GroupedAuc auc = grouped_auc(scores, labels, groups);
    add("group_auc", auc.by_rows);
    add("group_auc_unweighted", auc.by_group);
    add("group_auc_rows", auc.rows);
    add("group_auc_groups", auc.groups);
    const GroupedNdcg ndcg = grouped_ndcg(scores, labels, groups, kNdcgRanks);
    add("ndcg_5", ndcg.mean);
    add("ndcg_5_groups", ndcg.groups);
  }
  if (!facts.probabilities.empty()) {
    const auto best = held_out.labelled(task, facts.probabilities[task]);
    add("optimum_auc", area_under_roc(best, labels));
    add("optimum_r2", r_squared(best, labels));
  }
  return metrics;
}

}  // namespace mmoe
