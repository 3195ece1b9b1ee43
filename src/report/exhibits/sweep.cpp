// SPDX-License-Identifier: Apache-2.0
// Should I share? Loss, or AUC, of every model against the correlation of the labels.
#include <fmt/format.h>

#include <algorithm>

#include "report/exhibits/by_pearson.h"
#include "report/exhibits/exhibit.h"
#include "report/tables/median_number.h"
#include "results/labels.h"
#include "results/runs.h"
#include "statistics/summary.h"

namespace mmoe {
namespace {

constexpr std::size_t kSweepBands = 3;
constexpr std::size_t kMostOnOnePanel = 4;  // models

/// A line between settings says something only where the tasks are the same.
bool same_tasks(const Result& result, const std::string& metric) {
  const auto settings = settings_of(result);
  return std::all_of(settings.begin(), settings.end(), [&](const auto& setting) {
    return tasks_of(result, setting, metric) == tasks_of(result, settings[0], metric);
  });
}

/// Bands of many lines would hide each other: bars then, side by side.
void show_bars(Panel& panel) {
  for (Trace& trace : panel.traces) trace.range = Trace::Range::kBars;
  dodge(panel);
}

/// A panel for each model, with Single-Task's line behind its own.
void show_panels(Figure& figure) {
  const std::vector<Trace> all = figure.panels[0].traces;
  const std::string alone = model_title("single-task");
  const auto single =
      std::ranges::find_if(all, [&](const Trace& trace) { return trace.label == alone; });
  figure = panel_per_model(figure);
  if (single == all.end()) return;
  Trace behind = *single;
  behind.range = Trace::Range::kHidden;
  behind.style = {.colour = "#808080", .dash = "1", .point = 0};
  for (Panel& panel : figure.panels) {
    if (panel.title != alone) panel.traces.insert(panel.traces.begin(), behind);
  }
}

}  // namespace

std::optional<Exhibit> sweep(const Result& result) {
  const std::string metric = headline_metric(result);
  if (!has_correlations(result) || !same_tasks(result, metric)) return std::nullopt;
  const std::string what = metric == "mse" ? "test MSE, mean over tasks" : "test AUC, main task";
  ByPearson drawing = draw_by_pearson(result, models_of(result), [&](const ResultCell& cell) {
    return summarise(
        test_values(trials_of(result, cell), metric, task_of(result, cell.setting, metric)));
  });
  drawing.figure.name = drawing.table.name = "sweep";
  drawing.figure.description =
      fmt::format("{} against the Pearson correlation of the labels, one line per model", what);
  drawing.figure.panels[0].y = {.label = what};
  const std::size_t count = drawing.figure.panels[0].traces.size();
  const bool has_panels = count > kMostOnOnePanel;
  const bool has_bars = count > kSweepBands && !has_panels;
  if (has_bars) show_bars(drawing.figure.panels[0]);
  focus(drawing.figure.panels[0].y, drawing.figure.panels[0].traces);
  if (has_panels) show_panels(drawing.figure);
  drawing.table.caption = fmt::format(
      "{} by correlation, over {}, {}; bold: best, italic: interval overlaps the best's", what,
      counted_runs(result), kMedianWords);
  for (std::size_t row = 0; row < drawing.table.rows.size(); ++row) {
    mark_best_in_row(drawing.table, row, kFirstModel, better(metric));
  }
  return Exhibit{
      .name = "sweep",
      .title = "Should the tasks share? Quality by correlation of the labels",
      .how_to_read = fmt::format(
          "{} is better. Follow a line from left (unrelated tasks) to right: where it "
          "falls behind another model's, sharing its way costs. {} 95% intervals of the median, "
          "below 6 runs their range; very long ones are cut.",
          better(metric) == Better::kLower ? "Lower" : "Higher",
          has_bars     ? "Points of one setting stand side by side; bars are"
          : has_panels ? "Each panel is a model, grey is Single-Task. Bands are"
                       : "Bands are"),
      .figures = {drawing.figure},
      .tables = {drawing.table}};
}

}  // namespace mmoe
