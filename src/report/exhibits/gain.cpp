// SPDX-License-Identifier: Apache-2.0
// The gain of sharing over Single-Task, against the correlation of the labels.
#include <fmt/format.h>

#include <algorithm>

#include "report/exhibits/by_pearson.h"
#include "report/exhibits/exhibit.h"
#include "report/tables/median_number.h"
#include "results/labels.h"
#include "results/pairing.h"
#include "results/runs.h"
#include "statistics/summary.h"

namespace mmoe {
namespace {

constexpr std::size_t kMostSideBySide = 7;  // settings whose points find room in one panel

/// No gain, no loss; over the whole axis, which has room where no correlation can be.
Trace zero_line(const Axis& x) {
  const double low = x.low.value_or(0);
  const double high = x.high.value_or(1);
  const double first = std::clamp(low, 0.0, 1.0);
  const double last = std::clamp(high, 0.0, 1.0);
  return {.label = "Single-Task",
          .in_legend = false,
          .style = {.colour = "#808080", .dash = "1", .point = 0},
          .x = {first, last},
          .y = {0, 0},
          .shift_x = {low - first, high - last}};
}

}  // namespace

std::optional<Exhibit> gain(const Result& result) {
  auto models = models_of(result);
  const auto single = std::find(models.begin(), models.end(), "single-task");
  if (single == models.end() || models.size() < 2 || !has_correlations(result)) {
    return std::nullopt;
  }
  models.erase(single);
  const std::string metric = headline_metric(result);
  const double sign = better(metric) == Better::kLower ? -1 : 1;
  ByPearson drawing = draw_by_pearson(result, models, [&](const ResultCell& cell) -> Summary {
    const ResultCell* alone = find_cell(result, "single-task", cell.setting);
    if (alone == nullptr) return {};
    const std::string task = task_of(result, cell.setting, metric);
    std::vector<double> gains =
        paired_differences(values_by_run(trials_of(result, cell), metric, task),
                           values_by_run(trials_of(result, *alone), metric, task));
    for (double& value : gains) value *= sign;
    return summarise(gains);
  });
  drawing.figure.name = drawing.table.name = "gain";
  drawing.figure.description =
      "Gain of every multi-task model over Single-Task against the correlation of the labels";
  Panel& all = drawing.figure.panels[0];
  all.y = {.label = fmt::format("gain in {} over Single-Task", metric_title(metric))};
  for (Trace& trace : all.traces) trace.shape = Trace::Shape::kPoints;
  focus(all.y, all.traces, 0.0);
  const bool has_many = drawing.table.rows.size() > kMostSideBySide;
  if (has_many) {
    drawing.figure = panel_per_model(drawing.figure);
  } else {
    dodge(all);
  }
  for (Panel& panel : drawing.figure.panels) {
    panel.traces.insert(panel.traces.begin(), zero_line(panel.x));
  }
  drawing.table.caption = fmt::format(
      "Gain in test {} over Single-Task by correlation, paired differences over {}, {}; above "
      "0: sharing helps",
      metric_title(metric), counted_runs(result), kMedianWords);
  for (auto& row : drawing.table.rows) {
    for (std::size_t m = kFirstModel; m < row.size(); ++m) std::get<Number>(row[m]).signed_ = true;
  }
  return Exhibit{.name = "gain",
                 .title = "Gain over Single-Task by correlation",
                 .how_to_read =
                     "Above 0 the model gains from learning the tasks together; a bar that "
                     "crosses 0 leaves it open. Runs are paired: each difference is between "
                     "trainings on the same data. " +
                     std::string(has_many ? "Each panel is a model, each point a setting."
                                          : "Points of one setting stand side by side.") +
                     " Very long bars are cut.",
                 .figures = {drawing.figure},
                 .tables = {drawing.table}};
}

}  // namespace mmoe
