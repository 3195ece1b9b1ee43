// SPDX-License-Identifier: Apache-2.0
// Should I share? Loss, or AUC, of every model against the correlation of the labels; and the gain
// of sharing over Single-Task.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

#include "report/exhibits/exhibit.h"
#include "report/labels.h"
#include "report/runs.h"
#include "report/style.h"
#include "statistics/paired.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

/// A mean with its interval, over the runs of one cell.
struct Estimate {
  std::optional<double> mean;
  std::optional<Interval> ci95;
};

void add_point(Trace& trace, double x, const Estimate& estimate) {
  if (!estimate.mean) return;
  trace.x.push_back(x);
  trace.y.push_back(*estimate.mean);
  trace.low.push_back(estimate.ci95 ? estimate.ci95->low : *estimate.mean);
  trace.high.push_back(estimate.ci95 ? estimate.ci95->high : *estimate.mean);
}

/// Settings that have a correlation, by its size. Of the pair of labels: its sign says nothing of
/// how much there is to share.
std::vector<ordered_json> by_pearson(const Result& result) {
  std::vector<ordered_json> settings;
  for (const ordered_json& s : settings_of(result)) {
    if (pearson_of(result, s)) settings.push_back(s);
  }
  std::stable_sort(settings.begin(), settings.end(), [&](const auto& a, const auto& b) {
    return std::abs(*pearson_of(result, a)) < std::abs(*pearson_of(result, b));
  });
  return settings;
}

/// One figure, one table: a row a model, a column a setting.
struct Drawing {
  Figure figure;
  Table table;
};

template <typename Estimator>
Drawing draw_by_pearson(const Result& result, const std::vector<std::string>& models,
                        const Estimator& estimate) {
  Drawing drawing;
  const auto settings = by_pearson(result);
  Panel panel{.title = "", .x = {.label = "|Pearson correlation| of the labels"}, .y = {}};
  drawing.table.columns = {{"model", false}};
  for (const ordered_json& setting : settings) {
    drawing.table.columns.push_back(
        {fmt::format("{} (Pearson {:.3f})", setting_title(setting), *pearson_of(result, setting)),
         true});
  }
  for (std::size_t m = 0; m < models.size(); ++m) {
    Trace trace{.label = model_title(models[m]), .style = model_style(models[m], m)};
    std::vector<TableCell> row = {model_title(models[m])};
    for (const ordered_json& setting : settings) {
      const ResultCell* cell = find_cell(result, models[m], setting);
      const Estimate e = cell == nullptr ? Estimate{} : estimate(*cell);
      add_point(trace, std::abs(*pearson_of(result, setting)), e);
      row.emplace_back(Number{.value = e.mean, .interval = e.ci95});
    }
    panel.traces.push_back(trace);
    drawing.table.rows.push_back(row);
  }
  drawing.figure.panels = {panel};
  return drawing;
}

/// A line between settings says something only where the tasks are the same.
bool same_tasks(const Result& result, const std::string& metric) {
  const auto settings = settings_of(result);
  return std::all_of(settings.begin(), settings.end(), [&](const auto& setting) {
    return tasks_of(result, setting, metric) == tasks_of(result, settings[0], metric);
  });
}

/// Settings of one kind of tasks can be averaged over tasks; where tasks differ the main one
/// counts.
std::string task_of(const Result& result, const ordered_json& setting, const std::string& metric) {
  const auto tasks = tasks_of(result, setting, metric);
  return metric == "mse" || tasks.empty() ? "" : tasks[0];
}

/// Points of one setting side by side, so that their bars keep apart but not from those of the next
/// setting; the table has the numbers. The axis gets room for them.
void dodge(Panel& panel) {
  std::set<double> places;
  for (const Trace& trace : panel.traces) places.insert(trace.x.begin(), trace.x.end());
  if (places.empty()) return;
  const double span = places.size() > 1 ? *places.rbegin() - *places.begin() : 1;
  double gap = span;
  for (auto next = std::next(places.begin()); next != places.end(); ++next) {
    gap = std::min(gap, *next - *std::prev(next));
  }
  const auto count = static_cast<double>(panel.traces.size());
  const double step = std::min(0.012 * span, 0.8 * gap / count);
  double offset = -step * (count - 1) / 2;
  for (Trace& trace : panel.traces) {
    for (double& x : trace.x) x += offset;
    offset += step;
  }
  panel.x.low = *places.begin() - 0.06 * span;
  panel.x.high = *places.rbegin() + 0.06 * span;
}

/// No gain, no loss.
Trace zero_line(const Axis& x) {
  return {.label = "Single-Task",
          .in_legend = false,
          .style = {.colour = "#808080", .dash = "1", .point = 0},
          .x = {x.low.value_or(0), x.high.value_or(1)},
          .y = {0, 0}};
}

/// Bands of many lines would hide each other: bars then.
void keep_apart(Panel& panel) {
  if (panel.traces.size() <= 3) return;
  for (Trace& trace : panel.traces) trace.has_bars = true;
}

}  // namespace

std::optional<Exhibit> sweep(const Result& result) {
  const std::string metric = headline_metric(result);
  if (by_pearson(result).size() < 2 || !same_tasks(result, metric)) return std::nullopt;
  const std::string what = metric == "mse" ? "test MSE, mean over tasks" : "test AUC, main task";
  Drawing drawing =
      draw_by_pearson(result, models_of(result), [&](const ResultCell& cell) -> Estimate {
        const Summary s = summarise(
            test_values(trials_of(result, cell), metric, task_of(result, cell.setting, metric)));
        return {s.mean, s.ci95};
      });
  drawing.figure.name = drawing.table.name = "sweep";
  drawing.figure.description =
      fmt::format("{} against the Pearson correlation of the labels, a line a model", what);
  drawing.figure.panels[0].y = {.label = what};
  if (metric == "mse") drawing.figure.panels[0].y.low = 0;
  keep_apart(drawing.figure.panels[0]);
  drawing.table.caption = fmt::format(
      "{} by correlation, mean of {} runs ± 95% interval; bold: "
      "best, italic: interval overlaps the best's",
      what, runs_text(result));
  for (std::size_t c = 1; c < drawing.table.columns.size(); ++c) {
    mark_best(drawing.table, c, 0, drawing.table.rows.size(), better(metric));
  }
  return Exhibit{
      .name = "sweep",
      .title = "Should the tasks share? Quality by correlation of the labels",
      .how_to_read = fmt::format(
          "{} is better. Follow a line from left (unrelated tasks) to right: where it "
          "falls behind another model's, sharing its way costs. Bands or bars are 95% intervals.",
          better(metric) == Better::kLower ? "Lower" : "Higher"),
      .figures = {drawing.figure},
      .tables = {drawing.table}};
}

std::optional<Exhibit> gain(const Result& result) {
  auto models = models_of(result);
  const auto single = std::find(models.begin(), models.end(), "single-task");
  if (single == models.end() || models.size() < 2 || by_pearson(result).size() < 2) {
    return std::nullopt;
  }
  models.erase(single);
  const std::string metric = headline_metric(result);
  const double sign = better(metric) == Better::kLower ? -1 : 1;
  Drawing drawing = draw_by_pearson(result, models, [&](const ResultCell& cell) -> Estimate {
    const ResultCell* alone = find_cell(result, "single-task", cell.setting);
    if (alone == nullptr) return {};
    std::vector<double> gains =
        paired_differences(trials_of(result, cell), trials_of(result, *alone), metric,
                           task_of(result, cell.setting, metric));
    for (double& value : gains) value *= sign;
    const PairedTest test = paired_test(gains);
    return {test.mean, test.ci95};
  });
  drawing.figure.name = drawing.table.name = "gain";
  drawing.figure.description =
      "Gain of every multi-task model over Single-Task against the correlation of the labels";
  Panel& panel = drawing.figure.panels[0];
  panel.y = {.label = fmt::format("gain in {} over Single-Task", metric_title(metric))};
  for (Trace& trace : panel.traces) trace.shape = Trace::Shape::kPoints;
  dodge(panel);
  panel.traces.insert(panel.traces.begin(), zero_line(panel.x));
  drawing.table.caption = fmt::format(
      "Gain in test {} over Single-Task by correlation, mean of paired differences over {} runs ± "
      "95% interval; above 0: sharing helps",
      metric_title(metric), runs_text(result));
  for (auto& row : drawing.table.rows) {
    for (TableCell& cell : row) {
      if (auto* number = std::get_if<Number>(&cell)) number->signed_ = true;
    }
  }
  return Exhibit{.name = "gain",
                 .title = "Gain over Single-Task by correlation",
                 .how_to_read =
                     "Above 0 the model gains from learning the tasks together; a bar that "
                     "crosses 0 leaves it open. Runs are paired: each difference is between "
                     "trainings on the same data. Points of one setting stand side by side.",
                 .figures = {drawing.figure},
                 .tables = {drawing.table}};
}

}  // namespace mmoe
