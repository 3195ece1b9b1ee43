// SPDX-License-Identifier: Apache-2.0
#include "report/exhibits/gate_deciles.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/exhibits/gate_order.h"
#include "report/exhibits/shown_settings.h"
#include "report/figures/style.h"
#include "results/labels.h"
#include "results/runs.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kFirstDecile = 0, kMedianDecile = 4, kNinthDecile = 8;

/// The trial's deciles with its experts in order; none unless it keeps nine.
std::vector<Gates> ordered_deciles(const TrialRecord& trial) {
  if (trial.gate_deciles.size() != kNinthDecile + 1 || trial.gates.empty()) return {};
  const std::vector<std::size_t> order = order_by_first_task(trial.gates);
  std::vector<Gates> deciles = trial.gate_deciles;
  for (Gates& decile : deciles) decile = in_order(decile, order);
  return deciles;
}

Trace decile_trace(const std::vector<std::vector<Gates>>& runs, std::size_t task,
                   const std::string& name) {
  Trace trace{.label = name, .shape = Trace::Shape::kPoints, .style = nth_style(2 * task)};
  const std::size_t tasks = runs[0][0].size(), experts = runs[0][0][task].size();
  for (std::size_t e = 0; e < experts; ++e) {
    const auto mean = [&](std::size_t decile) {
      double sum = 0;
      for (const auto& run : runs) sum += run[decile][task][e];
      return sum / static_cast<double>(runs.size());
    };
    trace.x.push_back(static_cast<double>(e + 1));
    trace.shift_x.push_back(0.4 *
                            ((static_cast<double>(task) + 0.5) / static_cast<double>(tasks) - 0.5));
    trace.y.push_back(mean(kMedianDecile));
    trace.low.push_back(mean(kFirstDecile));
    trace.high.push_back(mean(kNinthDecile));
  }
  return trace;
}

std::optional<Panel> decile_panel(const Result& result, const ResultCell& cell) {
  std::vector<std::vector<Gates>> runs;
  std::vector<std::string> tasks;
  for (const TrialRecord* trial : trials_of(result, cell)) {
    auto deciles = ordered_deciles(*trial);
    if (deciles.empty()) continue;
    runs.push_back(std::move(deciles));
    if (!tasks.empty()) continue;
    for (const TaskCurve& task : trial->curve.tasks) tasks.push_back(task.task);
  }
  if (runs.empty()) return std::nullopt;
  tasks.resize(runs[0][0].size());
  const std::size_t experts = runs[0][0][0].size();
  Panel panel{.title = setting_title(cell.setting),
              .x = {.label = fmt::format("expert, in order of {}", tasks[0]),
                    .low = 0.5,
                    .high = static_cast<double>(experts) + 0.5},
              .y = {.label = "gate weight", .low = 0, .high = 1}};
  for (std::size_t e = 1; e <= experts; ++e) {
    panel.x.tics.emplace_back(static_cast<double>(e), fmt::format("{}", e));
  }
  for (std::size_t k = 0; k < tasks.size(); ++k) {
    panel.traces.push_back(decile_trace(runs, k, tasks[k]));
  }
  return panel;
}

}  // namespace

std::optional<Figure> gate_decile_figure(const Result& result) {
  Figure figure{.name = "ordered-gates-deciles",
                .description =
                    "Median gate weight by expert in order of the first task, its bar from the "
                    "first to the ninth decile over test examples, one point per task, one panel "
                    "per setting"};
  for (const ordered_json& setting : settings_of(result)) {
    const ResultCell* cell = find_cell(result, "mmoe", setting);
    if (cell == nullptr || !is_shown(result, setting)) continue;
    if (auto panel = decile_panel(result, *cell)) figure.panels.push_back(std::move(*panel));
  }
  if (figure.panels.empty()) return std::nullopt;
  figure.columns = static_cast<int>(std::min<std::size_t>(3, figure.panels.size()));
  return figure;
}

}  // namespace mmoe
