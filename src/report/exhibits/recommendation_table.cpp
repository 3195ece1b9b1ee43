// SPDX-License-Identifier: Apache-2.0
// Table 3: AUC and R^2 on a recommender's log beside the paper's, and the best possible.
#include <fmt/format.h>

#include "report/exhibits/exhibit.h"
#include "report/exhibits/model_rows.h"
#include "report/exhibits/shown_settings.h"
#include "report/recommendation_scores.h"
#include "report/tables/table_3.h"
#include "results/labels.h"
#include "results/runs.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

/// An upright line at the best possible score.
void add_optimum(Panel& panel, const std::optional<double>& optimum) {
  if (!optimum) return;
  panel.traces.push_back({.label = "best possible",
                          .style = {.colour = "#808080", .dash = "(10,6)", .point = 0},
                          .x = {*optimum, *optimum},
                          .y = {*panel.y.low, *panel.y.high}});
}

Panel score_panel(const Result& result, const ordered_json& setting, const std::string& task,
                  const ScoredMetric& metric, const std::string& split) {
  const bool further = split != kTestSplit;
  Panel panel =
      model_rows(setting_title(setting) + ", " + task,
                 further ? fmt::format("{}, {}", metric_title(metric.name), split_title(split))
                         : fmt::format("test {}", metric_title(metric.name)),
                 result);
  const auto models = models_of(result);
  std::optional<double> optimum;
  for (std::size_t m = 0; m < models.size(); ++m) {
    const ResultCell* cell = find_cell(result, models[m], setting);
    if (cell == nullptr) continue;
    const RecommendationScore ours =
        recommendation_score(trials_of(result, *cell), metric, task, split);
    add_dot(panel, result, m, ours.score.median, interval_or_range(ours.score));
    if (ours.optimum.median) optimum = ours.optimum.median;
  }
  add_optimum(panel, optimum);
  return panel;
}

void add_panels(const Result& result, const ordered_json& setting, const std::string& split,
                Figure& figure) {
  for (const std::string& task : tasks_of(result, setting, "auc")) {
    for (const ScoredMetric& metric : kTable3Metrics) {
      figure.panels.push_back(score_panel(result, setting, task, metric, split));
    }
  }
}

/// The tables of a setting, and its panels.
void add_log_setting(const Result& result, const ordered_json& setting, Exhibit& exhibit) {
  for (const std::string& split : test_splits(result)) {
    if (is_shown(result, setting)) add_panels(result, setting, split, exhibit.figures[0]);
    exhibit.tables.push_back(table_3(result, setting, split));
    if (auto table = table_3_differences(result, setting, split)) exhibit.tables.push_back(*table);
  }
  for (auto& table : {table_3_errors(result, setting), table_3_checkpoints(result, setting)}) {
    if (table) exhibit.tables.push_back(*table);
  }
}

constexpr const char* kReadSyntheticLog =
    "Higher is better. The log is synthetic and its law is known, so the best possible "
    "prediction is too: no model can be above it but by luck of the test rows. The paper's "
    "log is private and its tasks are others: compare orders and differences of models, not "
    "levels.";
constexpr const char* kReadPublicLog =
    "Higher is better. The log is public, its tasks are others than the paper's: compare orders "
    "and differences of models, not levels. Random exposures are of videos that nobody chose: a "
    "model that has learned the app's own choice is no better for it there. They are few; mind "
    "the intervals.";

}  // namespace

std::optional<Exhibit> recommendation_table(const Result& result) {
  const Table3Log* const log = table_3_log(result);
  if (log == nullptr || result.cells.empty()) return std::nullopt;
  Exhibit exhibit{.name = "table-3",
                  .title = "AUC and R² beside the paper's (Table 3)",
                  .how_to_read = log->has_optimum ? kReadSyntheticLog : kReadPublicLog,
                  .figures = {{.name = "table-3",
                               .description = fmt::format(
                                   "Median test AUC and R² with 95% interval, one row per model, "
                                   "one panel per setting, task and metric{}",
                                   log->has_optimum ? "; the best possible" : ""),
                               .columns = 2}}};
  for (const ordered_json& setting : settings_of(result)) add_log_setting(result, setting, exhibit);
  for (const std::string& note : shown_note(result)) exhibit.notes.push_back(note);
  return exhibit;
}

}  // namespace mmoe
