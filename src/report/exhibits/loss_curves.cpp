// SPDX-License-Identifier: Apache-2.0
// Figure 4: loss of the three models over training, a panel a correlation.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/paper_values.h"
#include "report/exhibits/curves.h"
#include "report/exhibits/exhibit.h"
#include "report/exhibits/shown_settings.h"
#include "report/labels.h"
#include "report/style.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

Trace paper_trace(const std::vector<PaperPoint>& points, const std::string& label, Style style) {
  Trace trace{.label = label + ", paper",
              .in_legend = false,
              .shape = Trace::Shape::kPoints,
              .style = of_paper(style)};
  for (const PaperPoint& point : points) {
    trace.x.push_back(point.step / kThousand);
    trace.y.push_back(point.loss);
  }
  return trace;
}

struct Head {
  std::string setting, model;
};

void add_paper_rows(Table& table, const Head& head, const MeanCurve& curve,
                    const std::vector<PaperPoint>& paper) {
  for (const PaperPoint& point : paper) {
    const Summary* ours = curve.at(point.step);
    Number mean;
    Number difference{.value = {}, .decimals = 3, .signed_ = true};
    if (ours != nullptr && ours->mean) {
      mean = {.value = ours->mean, .interval = ours->ci95};
      difference.value = *ours->mean - point.loss;
    }
    table.rows.push_back({head.setting, head.model, Number{.value = point.step, .decimals = 0},
                          mean, Number{.value = point.loss, .decimals = 3}, difference});
  }
}

Table paper_table(const std::string& name, const std::string& figure, const Result& result) {
  return {.name = name,
          .caption = fmt::format("Held-out loss beside the paper's {}, mean of {} runs ± 95% "
                                 "interval; difference: ours less the paper's",
                                 figure, runs_text(result)),
          .columns = {{"setting", false},
                      {"model", false},
                      {"step", true},
                      {"loss", true},
                      {"paper", true},
                      {"difference", true}}};
}

/// The largest loss after the start, for the start would flatten all that matters.
double top_of(const std::vector<Panel>& panels) {
  double top = 0;
  for (const Panel& panel : panels) {
    for (const Trace& trace : panel.traces) {
      for (std::size_t i = 0; i < trace.x.size(); ++i) {
        if (trace.x[i] > 0) top = std::max(top, trace.y[i]);
      }
    }
  }
  return top * 1.1;
}

/// An entry of the legend for all hollow marks.
void explain_hollow_marks(Figure& figure) {
  for (const Panel& panel : figure.panels) {
    for (const Trace& trace : panel.traces) {
      if (trace.in_legend) continue;
      figure.panels[0].traces.push_back({.label = "hollow: paper",
                                         .shape = Trace::Shape::kPoints,
                                         .style = {.colour = "#808080", .point = 6}});
      return;
    }
  }
}

/// The least loss, with room below it.
double bottom_of(const std::vector<Panel>& panels) {
  double least = INFINITY;
  for (const Panel& panel : panels) {
    for (const Trace& trace : panel.traces) {
      for (const double loss : trace.y) least = std::min(least, loss);
    }
  }
  return 0.95 * least;
}

/// All panels on the same axes, up to the last step.
void share_axes(std::vector<Panel>& panels) {
  double last = 0;
  for (const Panel& panel : panels) {
    for (const Trace& trace : panel.traces) {
      for (const double step : trace.x) last = std::max(last, step);
    }
  }
  const double top = top_of(panels);
  for (Panel& panel : panels) {
    panel.y.high = top;
    if (last > 0) panel.x.high = last;
  }
}

/// Each panel as high as its own losses: of tasks that have a scale each.
void fit_height(std::vector<Panel>& panels) {
  for (Panel& panel : panels) {
    panel.y.low = bottom_of({panel});
    panel.y.high = top_of({panel});
  }
}

bool is_synthetic(const Result& result) { return result.data_set() == "synthetic"; }

}  // namespace

std::optional<Exhibit> loss_curves(const Result& result) {
  if (models_of(result).size() > kLooks) return std::nullopt;  // a tangle nobody could read
  Exhibit exhibit{
      .name = "loss-curves",
      .title = is_synthetic(result) ? "Loss over training (Figure 4)" : "Loss over training",
      .how_to_read =
          "Lower is better. Lines are means over runs of the loss on held-out data, "
          "bands their 95% intervals" +
          std::string(is_synthetic(result) ? "; hollow marks are the paper's values." : ".")};
  Figure figure{.name = exhibit.name,
                .description =
                    "Held-out loss against training steps, a panel for each setting, a "
                    "line with a band for each model"};
  Table table = paper_table("loss-by-step", "Figure 4", result);
  const auto models = models_of(result);
  for (const ordered_json& setting : shown_settings(result)) {
    Panel panel{
        .title = setting_title(setting), .x = step_axis(), .y = {.label = "loss, mean over tasks"}};
    if (is_synthetic(result)) panel.y.low = 0;
    for (std::size_t m = 0; m < models.size(); ++m) {
      const ResultCell* cell = find_cell(result, models[m], setting);
      if (cell == nullptr) continue;
      const MeanCurve curve = mean_curve(trials_of(result, *cell));
      if (curve.step.size() < 2) continue;
      const Style style = model_style(models[m], m);
      const std::string curve_label = model_title(models[m]);
      panel.traces.push_back(curve_trace(curve_label, style, curve));
      const auto paper =
          is_synthetic(result)
              ? paper_figure_4(models[m], setting_number(setting, "cosine").value_or(-2))
              : std::vector<PaperPoint>{};
      if (paper.empty()) continue;
      panel.traces.push_back(paper_trace(paper, curve_label, style));
      add_paper_rows(table, {setting_title(setting), model_title(models[m])}, curve, paper);
    }
    if (!panel.traces.empty()) figure.panels.push_back(panel);
  }
  if (figure.panels.empty()) return std::nullopt;
  share_axes(figure.panels);
  if (!is_synthetic(result)) fit_height(figure.panels);
  explain_hollow_marks(figure);
  figure.columns = static_cast<int>(std::min<std::size_t>(3, figure.panels.size()));
  exhibit.figures.push_back(figure);
  exhibit.notes = shown_note(result);
  if (!table.rows.empty()) exhibit.tables.push_back(table);
  return exhibit;
}

std::optional<Exhibit> shared_bottom_loss(const Result& result) {
  if (!is_synthetic(result)) return std::nullopt;
  Exhibit exhibit{.name = "shared-bottom-loss",
                  .title = "Shared-Bottom by task correlation (Figure 3)",
                  .how_to_read =
                      "Lower is better: the less the tasks are related, the more sharing costs. "
                      "Bands are 95% intervals over runs; hollow marks are the paper's values, "
                      "whose network was smaller (a bottom of 16 units)."};
  Figure figure{.name = exhibit.name,
                .description =
                    "Held-out loss of Shared-Bottom against training steps, a line with "
                    "a band for each task correlation"};
  Table table = paper_table(exhibit.name, "Figure 3", result);
  Panel panel{.title = "Shared-Bottom",
              .x = step_axis(),
              .y = {.label = "loss, mean over tasks", .low = 0}};
  std::size_t n = 0;
  for (const ordered_json& setting : shown_settings(result)) {
    const ResultCell* cell = find_cell(result, "shared-bottom", setting);
    if (cell == nullptr) continue;
    const MeanCurve curve = mean_curve(trials_of(result, *cell));
    const Style style = nth_style(1 + 2 * n++);
    const std::string curve_label = setting_title(setting);
    panel.traces.push_back(curve_trace(curve_label, style, curve));
    const auto paper = paper_figure_3(setting_number(setting, "cosine").value_or(-2));
    if (paper.empty()) continue;
    panel.traces.push_back(paper_trace(paper, curve_label, style));
    add_paper_rows(table, {setting_title(setting), "Shared-Bottom"}, curve, paper);
  }
  if (panel.traces.empty()) return std::nullopt;
  figure.panels = {panel};
  share_axes(figure.panels);
  explain_hollow_marks(figure);
  exhibit.figures = {figure};
  exhibit.notes = shown_note(result);
  if (!table.rows.empty()) exhibit.tables = {table};
  return exhibit;
}

}  // namespace mmoe
