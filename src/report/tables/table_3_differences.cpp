// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "report/recommendation_scores.h"
#include "report/tables/median_number.h"
#include "report/tables/table_3.h"
#include "results/labels.h"
#include "results/runs.h"
#include "statistics/holm.h"
#include "statistics/paired.h"
#include "statistics/rounding.h"
#include "statistics/sign_test.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

/// A difference from the baseline in one task's metric, run by run.
struct BaselineDifference {
  Summary difference;
  std::optional<double> p;
};

BaselineDifference difference_of(const RunValues& model, const RunValues& baseline) {
  const auto values = pair_by_run({model, baseline});
  const auto difference = differences(values[0], values[1]);
  const auto test = sign_test(difference, rounding_error(values[0], values[1]));
  return {.difference = summarise(difference), .p = test ? std::optional(test->p) : std::nullopt};
}

/// By model, then task and metric.
std::vector<std::vector<BaselineDifference>> differences_of(
    const Result& result, const std::vector<const ResultCell*>& models, const ResultCell& baseline,
    const std::vector<std::string>& tasks, const std::string& split) {
  std::vector<std::vector<BaselineDifference>> all;
  const auto others = trials_of(result, baseline);
  for (const ResultCell* cell : models) {
    const auto trials = trials_of(result, *cell);
    std::vector<BaselineDifference>& row = all.emplace_back();
    for (const std::string& task : tasks) {
      for (const ScoredMetric& metric : kTable3Metrics) {
        row.push_back(difference_of(values_by_run(trials, metric.name, task, split),
                                    values_by_run(others, metric.name, task, split)));
      }
    }
  }
  return all;
}

/// Holm's correction over all models, tasks and metrics.
void correct_over_table(std::vector<std::vector<BaselineDifference>>& table) {
  std::vector<std::optional<double>> p;
  for (const auto& row : table) {
    for (const BaselineDifference& entry : row) p.push_back(entry.p);
  }
  p = holm(p);
  std::size_t next = 0;
  for (auto& row : table) {
    for (BaselineDifference& entry : row) entry.p = p[next++];
  }
}

std::vector<TableCell> difference_row(const std::string& model,
                                      const std::vector<BaselineDifference>& row) {
  std::vector<TableCell> cells = {model_title(model)};
  for (const BaselineDifference& entry : row) {
    Number difference = median_number(entry.difference);
    difference.signed_ = true;
    cells.emplace_back(difference);
    cells.emplace_back(p_text(entry.p));
  }
  return cells;
}

Table empty_table_of(const ordered_json& setting, const std::vector<std::string>& tasks,
                     const std::string& split) {
  const std::string further = split == kTestSplit ? "" : ", " + split_title(split);
  Table table{.name = "table-3-differences-" + setting_title(setting) + split_suffix(split),
              .caption = fmt::format(
                  "Minus Shared-Bottom, {}{}: {} of differences paired by run; p is of the sign "
                  "test, corrected (Holm) over the table",
                  setting_title(setting), further, kMedianWords),
              .columns = {{"model", false}}};
  for (const std::string& task : tasks) {
    for (const ScoredMetric& metric : kTable3Metrics) {
      table.columns.push_back({fmt::format("{} {}", task, metric_title(metric.name))});
      table.columns.push_back({"p", true, true});
    }
  }
  return table;
}

}  // namespace

std::optional<Table> table_3_differences(const Result& result, const ordered_json& setting,
                                         const std::string& split) {
  const ResultCell* baseline = find_cell(result, kTable3Baseline, setting);
  if (baseline == nullptr) return std::nullopt;
  std::vector<const ResultCell*> models;
  for (const ResultCell& cell : result.cells) {
    if (cell.setting == setting && &cell != baseline) models.push_back(&cell);
  }
  const auto tasks = tasks_of(result, setting, "auc");
  auto rows = differences_of(result, models, *baseline, tasks, split);
  correct_over_table(rows);
  Table table = empty_table_of(setting, tasks, split);
  bool any_pairs = false;
  for (std::size_t m = 0; m < models.size(); ++m) {
    for (const BaselineDifference& entry : rows[m]) {
      any_pairs = any_pairs || entry.difference.n > 1;
    }
    table.rows.push_back(difference_row(models[m]->model, rows[m]));
  }
  return any_pairs ? std::optional(table) : std::nullopt;
}

}  // namespace mmoe
