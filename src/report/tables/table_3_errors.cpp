// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "report/recommendation_scores.h"
#include "report/tables/table_3.h"
#include "results/difference_errors.h"
#include "results/labels.h"
#include "results/runs.h"
#include "statistics/holm.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

/// A model's difference from the baseline in one task's metric.
struct ErrorRow {
  std::string model, task;
  const char* metric;
  DifferenceErrors errors;
};

constexpr std::optional<ErrorSource> DifferenceErrors::*kSources[] = {
    &DifferenceErrors::of_rows, &DifferenceErrors::of_groups, &DifferenceErrors::of_runs};

std::vector<ErrorRow> error_rows(const Result& result, const ordered_json& setting,
                                 const ResultCell& baseline) {
  std::vector<ErrorRow> rows;
  const auto others = trials_of(result, baseline);
  for (const ResultCell& cell : result.cells) {
    if (cell.setting != setting || &cell == &baseline) continue;
    const auto trials = trials_of(result, cell);
    for (const std::string& task : tasks_of(result, setting, "auc")) {
      for (const ScoredMetric& metric : kTable3Metrics) {
        const auto found = difference_errors(trials, others, metric.name, task);
        if (found && found->of_groups) rows.push_back({cell.model, task, metric.name, *found});
      }
    }
  }
  return rows;
}

Table errors_table(const ordered_json& setting) {
  return {.name = "table-3-errors-" + setting_title(setting),
          .caption = fmt::format(
              "Minus Shared-Bottom, {}, on the same test rows: mean over runs, and its standard "
              "error from each source. Rows: other test rows, the models as they are (DeLong's "
              "paired variance, and the like of R²). Users: the same with whole users in place of "
              "rows. Runs: other logs, initialisations and batches, which contains both. p: "
              "Student's, corrected (Holm) over the column",
              setting_title(setting)),
          .columns = {{"model", false},
                      {"task", false},
                      {"metric", false},
                      {"runs"},
                      {"difference"},
                      {"error: rows"},
                      {"p", true, true},
                      {"error: users"},
                      {"p", true, true},
                      {"error: runs"},
                      {"p", true, true}},
          .heads = 3};
}

}  // namespace

std::optional<Table> table_3_errors(const Result& result, const ordered_json& setting) {
  const ResultCell* baseline = find_cell(result, kTable3Baseline, setting);
  if (baseline == nullptr) return std::nullopt;
  const std::vector<ErrorRow> rows = error_rows(result, setting, *baseline);
  if (rows.empty()) return std::nullopt;
  Table table = errors_table(setting);
  for (const ErrorRow& row : rows) {
    if (!table.rows.empty() &&
        std::get<std::string>(table.rows.back()[0]) != model_title(row.model))
      table.group_starts.push_back(table.rows.size());
    table.rows.push_back({model_title(row.model), row.task, metric_title(row.metric),
                          fmt::format("{}", row.errors.runs),
                          Number{.value = row.errors.mean, .decimals = 5, .signed_ = true}});
  }
  for (const auto source : kSources) {
    std::vector<std::optional<double>> p;
    for (const ErrorRow& row : rows) {
      const auto& found = row.errors.*source;
      p.push_back(found ? std::optional(found->p) : std::nullopt);
    }
    p = holm(p);
    for (std::size_t r = 0; r < rows.size(); ++r) {
      const auto& found = rows[r].errors.*source;
      table.rows[r].emplace_back(
          Number{.value = found ? std::optional(found->error) : std::nullopt, .decimals = 5});
      table.rows[r].emplace_back(p_text(p[r]));
    }
  }
  return table;
}

}  // namespace mmoe
