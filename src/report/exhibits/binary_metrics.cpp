// SPDX-License-Identifier: Apache-2.0
// What the headline leaves out of binary tasks: are the probabilities right, and are the examples
// of one group (user) in the right order?
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "report/exhibits/exhibit.h"
#include "results/labels.h"
#include "results/runs.h"
#include "statistics/summary.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

/// Columns, where the result has them; coverage stands beside what it is of.
constexpr const char* kShown[] = {
    "log_loss",     "normalised_entropy",   "calibration_ratio", "calibration_error", "r2",
    "group_auc",    "group_auc_unweighted", "group_auc_rows",    "group_auc_groups",  "ndcg_5",
    "ndcg_5_groups"};

bool has_direction(const std::string& metric) {
  return std::ranges::find(kLowerIsBetter, metric) != std::end(kLowerIsBetter) ||
         std::ranges::find(kHigherIsBetter, metric) != std::end(kHigherIsBetter);
}

bool has_metric(const Result& result, const std::string& metric) {
  return std::ranges::any_of(result.cells, [&](const ResultCell& cell) {
    return std::ranges::find(cell.metrics, metric, &CellMetric::metric) != cell.metrics.end();
  });
}

std::vector<std::string> shown_metrics(const Result& result) {
  std::vector<std::string> metrics;
  for (const char* metric : kShown) {
    if (has_metric(result, metric)) metrics.emplace_back(metric);
  }
  return metrics;
}

constexpr std::size_t kHeads = 3;  // setting, task, model

/// A group of rows: the models on one task of one setting.
void add_group(const Result& result, const ordered_json& setting, const std::string& task,
               const std::vector<std::string>& metrics, Table& table) {
  const std::size_t first = table.rows.size();
  if (first > 0) table.group_starts.push_back(first);
  for (const ResultCell& cell : result.cells) {
    if (cell.setting != setting) continue;
    const auto trials = trials_of(result, cell);
    std::vector<TableCell> row = {setting_title(setting), task, model_title(cell.model)};
    for (const std::string& metric : metrics) {
      row.emplace_back(Number{.value = summarise(test_values(trials, metric, task)).median});
    }
    table.rows.push_back(std::move(row));
  }
  for (std::size_t m = 0; m < metrics.size(); ++m) {
    if (!has_direction(metrics[m])) continue;
    mark_best(table, kHeads + m, first, table.rows.size(), better(metrics[m]));
  }
}

std::vector<std::string> definitions_of(const std::vector<std::string>& metrics) {
  std::vector<std::string> list = {
      "Normalised entropy: log-loss divided by the entropy of the labels; 1 is no better than "
      "predicting their rate.",
      "Calibration ratio: predicted positives by observed ones, 1 if right on average. "
      "Calibration error: |mean probability - rate of positives| over 20 bins of equal count, "
      "averaged."};
  if (std::ranges::find(metrics, "group_auc") != metrics.end()) {
    list.emplace_back(
        "AUC by group: within each group (user) that has both classes, weighted by its rows, or "
        "not; covered: the share of test rows, and of groups, that are in such groups.");
    list.emplace_back(
        "NDCG@5: within each group that has a positive, over its labelled rows; ties share the "
        "mean of their labels.");
  }
  return list;
}

}  // namespace

std::optional<Exhibit> binary_metrics(const Result& result) {
  if (!has_metric(result, "calibration_error")) return std::nullopt;
  const std::vector<std::string> metrics = shown_metrics(result);
  Table table{.name = "binary-metrics",
              .caption = fmt::format("Further metrics of binary tasks on the test set: medians "
                                     "over {}; bold: best of a task",
                                     counted_runs(result)),
              .columns = {{"setting", false}, {"task", false}, {"model", false}},
              .heads = kHeads};
  for (const std::string& metric : metrics) table.columns.push_back({metric_title(metric)});
  for (const ordered_json& setting : settings_of(result)) {
    for (const std::string& task : tasks_of(result, setting, "calibration_error")) {
      add_group(result, setting, task, metrics, table);
    }
  }
  return Exhibit{.name = "binary-metrics",
                 .title = "Calibration, and ranking within groups",
                 .how_to_read =
                     "AUC compares all examples and does not see whether probabilities are right. "
                     "Here is what it leaves out.",
                 .tables = {std::move(table)},
                 .definitions = definitions_of(metrics)};
}

}  // namespace mmoe
