// SPDX-License-Identifier: Apache-2.0
// Reliability diagrams: of the test rows that a model gives some probability, how many are
// positive?
#include <fmt/format.h>

#include <algorithm>

#include "report/exhibits/exhibit.h"
#include "report/exhibits/shown_settings.h"
#include "report/figures/style.h"
#include "results/labels.h"
#include "results/runs.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

/// The means over runs of the task's bins; bins are of equal count, so that they correspond. No
/// points where a run lacks some.
Trace reliability_trace(const Result& result, const ResultCell& cell, const std::string& task) {
  Trace trace{.label = model_title(cell.model), .style = model_style(result, cell.model)};
  std::vector<const Reliability*> runs;
  for (const TrialRecord* trial : trials_of(result, cell)) {
    const auto found = std::ranges::find(trial->reliability, task, &Reliability::task);
    if (found != trial->reliability.end()) runs.push_back(&*found);
  }
  for (const Reliability* run : runs) {
    if (run->predicted.size() != runs[0]->predicted.size()) return trace;
  }
  const auto n = static_cast<double>(runs.size());
  for (std::size_t b = 0; !runs.empty() && b < runs[0]->predicted.size(); ++b) {
    double predicted = 0, observed = 0;
    for (const Reliability* run : runs) {
      predicted += run->predicted[b] / n;
      observed += run->observed[b] / n;
    }
    trace.x.push_back(predicted);
    trace.y.push_back(observed);
  }
  return trace;
}

/// Empty where no model has points.
std::optional<Panel> reliability_panel(const Result& result, const ordered_json& setting,
                                       const std::string& task) {
  Panel panel{.title = setting_title(setting) + ", " + task,
              .x = {.label = "mean probability of a bin", .low = 0},
              .y = {.label = "rate of positives", .low = 0}};
  double end = 0;
  for (const ResultCell& cell : result.cells) {
    if (cell.setting != setting) continue;
    Trace trace = reliability_trace(result, cell, task);
    if (trace.x.empty()) continue;
    end = std::max({end, std::ranges::max(trace.x), std::ranges::max(trace.y)});
    panel.traces.push_back(std::move(trace));
  }
  if (panel.traces.empty()) return std::nullopt;
  panel.traces.push_back({.label = "right",
                          .style = {.colour = "#808080", .dash = "(10,6)", .point = 0},
                          .x = {0, end},
                          .y = {0, end}});
  return panel;
}

}  // namespace

std::optional<Exhibit> reliability(const Result& result) {
  Figure figure{.name = "reliability",
                .description =
                    "Rate of positives against mean probability over 20 bins of equal "
                    "count, one line per model, one panel per setting and task",
                .columns = 2};
  for (const ordered_json& setting : settings_of(result)) {
    if (!is_shown(result, setting)) continue;
    for (const std::string& task : tasks_of(result, setting, "auc")) {
      if (auto panel = reliability_panel(result, setting, task)) {
        figure.panels.push_back(std::move(*panel));
      }
    }
  }
  if (figure.panels.empty()) return std::nullopt;
  return Exhibit{.name = "reliability",
                 .title = "Are the probabilities right?",
                 .how_to_read =
                     "Test rows in order of a model's probability are divided into 20 bins of "
                     "equal count. On the dashed line the probabilities are right; above it they "
                     "are too low. Means over runs.",
                 .figures = {std::move(figure)},
                 .notes = shown_note(result)};
}

}  // namespace mmoe
