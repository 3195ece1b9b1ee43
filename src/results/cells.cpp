// SPDX-License-Identifier: Apache-2.0
#include "results/cells.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include "results/best_candidate.h"
#include "results/convergence.h"
#include "results/row_sources.h"
#include "statistics/or_null.h"
#include "statistics/summary.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

Objectives objectives_of(const std::vector<std::size_t>& trials,
                         std::span<const TrialRecord> records) {
  Objectives objectives;
  for (const std::size_t t : trials) objectives.push_back(records[t].objective);
  return objectives;
}

/// A metric's values over the runs that have one.
struct MetricRuns {
  TrialMetric name;
  std::vector<double> values;
};

/// Returns the sources of error of a test AUC whose runs keep blocks of test rows; else nothing.
std::optional<TwoSources> sources_of(const TrialMetric& name, const Cell& cell,
                                     std::span<const TrialRecord> records) {
  if (name.metric != "auc" || name.split != "test") return {};
  std::vector<const TrialRecord*> trials;
  for (const std::size_t t : cell.trials) trials.push_back(&records[t]);
  return row_sources(auc_runs(trials, name.task));
}

/// In the order in which the first trial that has any lists them.
std::vector<MetricRuns> metrics_of(const Cell& cell, std::span<const TrialRecord> records) {
  std::vector<MetricRuns> list;
  for (const std::size_t t : cell.trials) {
    for (const TrialMetric& metric : records[t].metrics) {
      auto known = std::ranges::find_if(list, [&](const MetricRuns& runs) {
        return runs.name.task == metric.task && runs.name.metric == metric.metric &&
               runs.name.split == metric.split;
      });
      if (known == list.end()) known = list.insert(known, MetricRuns{metric, {}});
      if (metric.value) known->values.push_back(*metric.value);
    }
  }
  return list;
}

}  // namespace

std::vector<Cell> choose_cells(const std::vector<Trial>& trials,
                               std::span<const TrialRecord> records) {
  using ByRate = std::map<double, std::vector<std::size_t>>;
  std::map<std::pair<std::size_t, std::size_t>, ByRate> by_cell;
  for (std::size_t t = 0; t < trials.size(); ++t) {
    by_cell[{trials[t].setting, trials[t].model}][trials[t].learning_rate].push_back(t);
  }
  std::vector<Cell> cells;
  for (const auto& [cell, by_rate] : by_cell) {
    std::vector<Objectives> candidates;
    for (const auto& [rate, members] : by_rate) {
      candidates.push_back(objectives_of(members, records));
    }
    const auto best =
        std::next(by_rate.begin(), static_cast<std::ptrdiff_t>(best_candidate(candidates)));
    cells.push_back({cell.first, cell.second, best->first, best->second});
  }
  return cells;
}

ordered_json summarise_cell(const Cell& cell, std::span<const TrialRecord> records) {
  ordered_json list = ordered_json::array();
  for (const MetricRuns& runs : metrics_of(cell, records)) {
    ordered_json summary = {
        {"task", runs.name.task}, {"metric", runs.name.metric}, {"split", runs.name.split}};
    summary.update(to_json(summarise(runs.values)));
    if (const auto sources = sources_of(runs.name, cell, records)) {
      summary["sources"] = to_json(sources);
    }
    list.push_back(std::move(summary));
  }
  return list;
}

ordered_json training_time(const Cell& cell, std::span<const TrialRecord> records) {
  std::vector<double> seconds;
  double sum = 0;
  for (const std::size_t t : cell.trials) {
    if (!records[t].ok) continue;
    seconds.push_back(records[t].seconds);
    sum += seconds.back();
  }
  return {{"mean", or_null(summarise(seconds).mean)}, {"sum", sum}};
}

ordered_json training_fall(const Cell& cell, std::span<const TrialRecord> records) {
  std::vector<LossCurve> runs;
  for (const std::size_t t : cell.trials) {
    if (records[t].ok) runs.push_back(loss_curve(records[t]));
  }
  return or_null(fall_per_500(runs));
}

}  // namespace mmoe
