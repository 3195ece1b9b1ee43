// SPDX-License-Identifier: Apache-2.0
// Figure 3: Shared-Bottom's loss over training by correlation: of the paper's small network where
// the result has it.
#include <fmt/format.h>

#include <algorithm>

#include "report/exhibits/exhibit.h"
#include "report/exhibits/paper_curves.h"
#include "report/exhibits/shown_settings.h"
#include "report/figures/style.h"
#include "results/labels.h"

namespace mmoe {

using nlohmann::ordered_json;

std::optional<Exhibit> shared_bottom_loss(const Result& result) {
  if (result.data_set() != "synthetic") return std::nullopt;
  const auto models = models_of(result);
  const bool is_papers = std::count(models.begin(), models.end(), kFigure3Model) > 0;
  Exhibit exhibit{.name = "shared-bottom-loss",
                  .title = is_papers ? "Shared-Bottom by task correlation (Figure 3)"
                                     : "Shared-Bottom by task correlation (as Figure 3)",
                  .how_to_read =
                      "Lower is better: the less the tasks are related, the more sharing costs. "
                      "Lines are means, bands the middle half of the runs; hollow marks are the "
                      "paper's values" +
                      std::string(is_papers ? ", of the same network: a bottom of 16 units."
                                            : ", whose network was smaller: a bottom of 16 units. "
                                              "synthetic-figure-3 trains that one.")};
  Figure figure{.name = exhibit.name,
                .description =
                    "Held-out loss of Shared-Bottom against training steps, a line with "
                    "a band for each task correlation"};
  Table table = paper_curve_table(exhibit.name, "Figure 3", result);
  Panel panel{.title = is_papers ? "Shared-Bottom, 16 units" : "Shared-Bottom",
              .x = step_axis(),
              .y = {.label = "loss, mean over tasks", .low = 0}};
  std::size_t n = 0;
  for (const ordered_json& setting : shown_settings(result)) {
    const ResultCell* cell =
        find_cell(result, is_papers ? kFigure3Model : "shared-bottom", setting);
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
