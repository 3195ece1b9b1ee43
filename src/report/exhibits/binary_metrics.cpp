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

/// Columns, where the result has them; coverage stands beside what it is of. The AUC of the test
/// set is in other tables.
constexpr const char* kShown[] = {
    "auc",    "log_loss",     "normalised_entropy",   "calibration_ratio", "calibration_error",
    "r2",     "group_auc",    "group_auc_unweighted", "group_auc_rows",    "group_auc_groups",
    "ndcg_5", "ndcg_5_groups"};

bool has_direction(const std::string& metric) {
  return std::ranges::find(kLowerIsBetter, metric) != std::end(kLowerIsBetter) ||
         std::ranges::find(kHigherIsBetter, metric) != std::end(kHigherIsBetter);
}

bool has_metric(const Result& result, const std::string& metric) {
  return std::ranges::any_of(result.cells, [&](const ResultCell& cell) {
    return std::ranges::find(cell.metrics, metric, &CellMetric::metric) != cell.metrics.end();
  });
}

std::vector<std::string> shown_metrics(const Result& result, const std::string& split) {
  std::vector<std::string> metrics;
  for (const std::string metric : kShown) {
    const bool elsewhere = metric == "auc" && split == kTestSplit;
    if (!elsewhere && has_metric(result, metric)) metrics.push_back(metric);
  }
  return metrics;
}

constexpr std::size_t kHeads = 3;  // setting, task, model

/// What the columns of a table are of.
struct ShownColumns {
  std::string split;
  std::vector<std::string> metrics;
};

/// A group of rows: the models on one task of one setting.
void add_group(const Result& result, const ordered_json& setting, const std::string& task,
               const ShownColumns& shown, Table& table) {
  const auto& [split, metrics] = shown;
  const std::size_t first = table.rows.size();
  if (first > 0) table.group_starts.push_back(first);
  for (const ResultCell& cell : result.cells) {
    if (cell.setting != setting) continue;
    const auto trials = trials_of(result, cell);
    std::vector<TableCell> row = {setting_title(setting), task, model_title(cell.model)};
    for (const std::string& metric : metrics) {
      row.emplace_back(Number{.value = summarise(test_values(trials, metric, task, split)).median});
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

Table metrics_table(const Result& result, const ShownColumns& shown) {
  const bool further = shown.split != kTestSplit;
  Table table{.name = "binary-metrics" + split_suffix(shown.split),
              .caption = fmt::format("{} of binary tasks on {}: medians over {}; bold: best of a "
                                     "task",
                                     further ? "Metrics" : "Further metrics",
                                     further ? split_title(shown.split) : "the test set",
                                     counted_runs(result)),
              .columns = {{"setting", false}, {"task", false}, {"model", false}},
              .heads = kHeads};
  for (const std::string& metric : shown.metrics) table.columns.push_back({metric_title(metric)});
  for (const ordered_json& setting : settings_of(result)) {
    for (const std::string& task : tasks_of(result, setting, "calibration_error")) {
      add_group(result, setting, task, shown, table);
    }
  }
  return table;
}

}  // namespace

std::optional<Exhibit> binary_metrics(const Result& result) {
  if (!has_metric(result, "calibration_error")) return std::nullopt;
  Exhibit exhibit{.name = "binary-metrics",
                  .title = "Calibration, and ranking within groups",
                  .how_to_read =
                      "AUC compares all examples and does not see whether probabilities are right. "
                      "Here is what it leaves out.",
                  .definitions = definitions_of(shown_metrics(result, kTestSplit))};
  for (const std::string& split : test_splits(result)) {
    exhibit.tables.push_back(metrics_table(result, {split, shown_metrics(result, split)}));
  }
  return exhibit;
}

}  // namespace mmoe
