// SPDX-License-Identifier: Apache-2.0
// Figure 4: loss of the three models over training, one panel per correlation.
#include <fmt/format.h>

#include <algorithm>

#include "report/exhibits/exhibit.h"
#include "report/exhibits/paper_curves.h"
#include "report/exhibits/shown_settings.h"
#include "report/figures/style.h"
#include "results/labels.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kMostBands = 3;  // more would hide each other

bool is_synthetic(const Result& result) { return result.data_set() == "synthetic"; }

/// The paper's values for the model that the label stands for; Figure 3's is a smaller network.
std::vector<PaperPoint> papers_loss(const Result& result, const std::string& label,
                                    const ordered_json& setting) {
  if (label == kFigure3Model) return {};
  return paper_figure_4(model_of(result, label), setting_number(setting, "cosine").value_or(-2));
}

/// Hides bands where lines are many, and says whether any is left.
bool keep_apart(Figure& figure) {
  bool has_bands = false;
  for (Panel& panel : figure.panels) {
    const auto lines = std::count_if(panel.traces.begin(), panel.traces.end(),
                                     [](const Trace& t) { return t.shape == Trace::Shape::kLine; });
    const bool has_room = static_cast<std::size_t>(lines) <= kMostBands;
    has_bands |= has_room;
    if (has_room) continue;
    for (Trace& trace : panel.traces) trace.range = Trace::Range::kHidden;
  }
  return has_bands;
}

/// Notes on lines that lie above their panel.
std::vector<std::string> beyond(const Figure& figure) {
  std::vector<std::string> notes;
  for (const Panel& panel : figure.panels) {
    for (const Trace& trace : panel.traces) {
      const bool is_seen = std::any_of(trace.y.begin(), trace.y.end(),
                                       [&](double y) { return y <= panel.y.high.value_or(y); });
      if (is_seen || trace.y.empty()) continue;
      notes.push_back(fmt::format("{}, {}: the loss is above the picture, {:.4g} at the end",
                                  trace.label, panel.title, trace.y.back()));
    }
  }
  return notes;
}

}  // namespace

std::optional<Exhibit> loss_curves(const Result& result) {
  const auto models = models_of(result);
  if (models.size() > kLooks) return std::nullopt;  // a tangle nobody could read
  if (models == std::vector<std::string>{kFigure3Model}) return std::nullopt;  // Figure 3 has it
  Exhibit exhibit{
      .name = "loss-curves",
      .title = is_synthetic(result) ? "Loss over training (Figure 4)" : "Loss over training"};
  Figure figure{.name = exhibit.name};
  Table table = paper_curve_table("loss-by-step", "Figure 4", result);
  for (const ordered_json& setting : shown_settings(result)) {
    Panel panel{
        .title = setting_title(setting), .x = step_axis(), .y = {.label = "loss, mean over tasks"}};
    if (is_synthetic(result)) panel.y.low = 0;
    for (std::size_t m = 0; m < models.size(); ++m) {
      const ResultCell* cell = find_cell(result, models[m], setting);
      if (cell == nullptr) continue;
      const MeanCurve curve = mean_curve(trials_of(result, *cell));
      if (curve.step.size() < 2) continue;
      const Style style = model_style(result, models[m]);
      const std::string curve_label = model_title(models[m]);
      panel.traces.push_back(curve_trace(curve_label, style, curve));
      const auto paper = is_synthetic(result) ? papers_loss(result, models[m], setting)
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
  const bool has_bands = keep_apart(figure);
  exhibit.how_to_read =
      fmt::format("Lower is better. Lines are means over runs of the loss on held-out data{}{}.",
                  has_bands ? ", bands the middle half of the runs" : "",
                  is_synthetic(result) ? "; hollow marks are the paper's values" : "");
  figure.description = fmt::format(
      "Held-out loss against training steps, a panel for each setting, a line{} for each model",
      has_bands ? " with a band" : "");
  figure.columns = static_cast<int>(std::min<std::size_t>(3, figure.panels.size()));
  exhibit.figures.push_back(figure);
  exhibit.notes = shown_note(result);
  for (const std::string& note : beyond(figure)) exhibit.notes.push_back(note);
  if (!table.rows.empty()) exhibit.tables.push_back(table);
  return exhibit;
}

}  // namespace mmoe
