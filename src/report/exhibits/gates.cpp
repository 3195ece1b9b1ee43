// SPDX-License-Identifier: Apache-2.0
// Mean gate weight of MMoE by task and expert: at the end as in Figure 6, and over training. Of one
// run: experts have no order that runs would share, so a mean over runs would only be flat.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/count_text.h"
#include "report/exhibits/curves.h"
#include "report/exhibits/exhibit.h"
#include "report/exhibits/gate_health.h"
#include "report/exhibits/shown_settings.h"
#include "report/figures/style.h"
#include "results/labels.h"
#include "results/runs.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

std::string task_name(const TrialRecord& trial, std::size_t k) {
  return k < trial.curve.tasks.size() ? trial.curve.tasks[k].task : fmt::format("task {}", k + 1);
}

/// "first task" where tasks are others in other settings: a colour stands for one thing.
std::string bar_label(const Result& result, const TrialRecord& trial, std::size_t k) {
  constexpr const char* kPlaces[] = {"first task", "second task", "third task"};
  const auto same = [&](const TrialRecord& other) {
    return other.curve.tasks.size() <= k || task_name(other, k) == task_name(trial, k);
  };
  if (k >= std::size(kPlaces) || std::all_of(result.trials.begin(), result.trials.end(), same)) {
    return task_name(trial, k);
  }
  return kPlaces[k];
}

/// Bars in groups of one per task, side by side at each expert.
Panel at_the_end(const Result& result, const TrialRecord& trial) {
  const auto tasks = static_cast<double>(trial.gates.size());
  Panel panel{.title = setting_title(trial.setting),
              .x = {.label = "expert"},
              .y = {.label = "mean gate weight", .low = 0}};
  for (std::size_t k = 0; k < trial.gates.size(); ++k) {
    Trace trace{.label = bar_label(result, trial, k),
                .shape = Trace::Shape::kBars,
                .style = nth_style(2 * k),
                .width = 0.8 / tasks};
    for (std::size_t e = 0; e < trial.gates[k].size(); ++e) {
      trace.x.push_back(static_cast<double>(e));
      trace.shift_x.push_back((static_cast<double>(k) + 0.5) / tasks * 0.8 - 0.4);
      trace.y.push_back(trial.gates[k][e]);
    }
    panel.traces.push_back(trace);
  }
  for (std::size_t e = 0; e < trial.gates[0].size(); ++e) {
    panel.x.tics.emplace_back(static_cast<double>(e), fmt::format("{}", e));
  }
  panel.x.low = -0.6;
  panel.x.high = static_cast<double>(trial.gates[0].size()) - 0.4;
  return panel;
}

std::vector<Panel> over_training(const TrialRecord& trial) {
  std::vector<Panel> panels;
  const TrialCurve& curve = trial.curve;
  for (std::size_t k = 0; k < trial.gates.size(); ++k) {
    Panel panel{.title = fmt::format("{}, {}", setting_title(trial.setting), task_name(trial, k)),
                .x = step_axis(),
                .y = {.label = "mean gate weight", .low = 0}};
    if (!curve.step.empty()) panel.x.high = static_cast<double>(curve.step.back()) / kThousand;
    for (std::size_t e = 0; e < trial.gates[k].size(); ++e) {
      Trace trace{.label = fmt::format("expert {}", e), .style = nth_style(e)};
      for (std::size_t i = 0; i < curve.gates.size() && i < curve.step.size(); ++i) {
        trace.x.push_back(static_cast<double>(curve.step[i]) / kThousand);
        trace.y.push_back(curve.gates[i][k][e]);
      }
      panel.traces.push_back(trace);
    }
    panels.push_back(panel);
  }
  return panels;
}

/// One scale for all panels, so that they compare.
void share_height(Figure& figure) {
  double top = 0;
  for (const Panel& panel : figure.panels) {
    for (const Trace& trace : panel.traces) {
      for (const double weight : trace.y) top = std::max(top, weight);
    }
  }
  for (Panel& panel : figure.panels) panel.y.high = std::min(1.0, top * 1.1);
}

void add_row(Table& table, const TrialRecord& trial) {
  for (std::size_t k = 0; k < trial.gates.size(); ++k) {
    std::vector<TableCell> row = {setting_title(trial.setting), task_name(trial, k)};
    for (const double weight : trial.gates[k]) {
      row.emplace_back(Number{.value = weight, .decimals = 3});
    }
    row.resize(table.columns.size(), Number{});
    table.rows.push_back(row);
  }
}

/// How many of the cell's runs have each trouble; empty for healthy ones.
std::vector<std::string> warnings(const std::vector<const TrialRecord*>& trials) {
  std::size_t collapsed = 0;
  std::size_t dead = 0;
  std::size_t identical = 0;
  for (const TrialRecord* trial : trials) {
    const GateHealth health = gate_health(trial->gates);
    collapsed += !health.collapsed.empty();
    dead += !health.dead.empty();
    identical += health.identical;
  }
  std::vector<std::string> list;
  const auto warn = [&](std::size_t count, const char* what) {
    if (count == 0) return;
    list.push_back(fmt::format("Warning: {}: {} in {} of {}",
                               cell_title(trials[0]->model, trials[0]->setting), what, count,
                               counted(trials.size(), "run")));
  };
  warn(collapsed, "a gate collapsed onto one expert");
  warn(dead, "dead experts, which no task uses");
  warn(identical, "gates are the same for all tasks");
  return list;
}

}  // namespace

std::optional<Exhibit> gates(const Result& result) {
  Exhibit exhibit{
      .name = "gates",
      .title = "What the gates of MMoE do (as Figure 6)",
      .how_to_read =
          "How much of each expert a task takes, on average over held-out data, in the "
          "first run. Bars that differ between tasks are experts that specialise; equal "
          "bars would be one shared gate."};
  Figure end{.name = "gates",
             .description = "Mean gate weight by expert, one bar per task, one panel per setting"};
  Figure training{.name = "gates-over-training",
                  .description =
                      "Mean gate weight over training, one line per expert, one panel per "
                      "setting and task"};
  Table table{.name = "gates",
              .caption = "Mean gate weight of MMoE by task and expert on the test set, first run",
              .columns = {{"setting", false}, {"task", false}},
              .heads = 2};
  for (const ordered_json& setting : settings_of(result)) {
    const ResultCell* cell = find_cell(result, "mmoe", setting);
    if (cell == nullptr) continue;
    const auto trials = trials_of(result, *cell);
    if (trials.empty() || trials[0]->gates.empty()) continue;
    const TrialRecord& first = *trials[0];
    if (is_shown(result, setting)) {
      end.panels.push_back(at_the_end(result, first));
      for (Panel& panel : over_training(first)) training.panels.push_back(std::move(panel));
    }
    for (std::size_t e = table.columns.size() - 2; e < first.gates[0].size(); ++e) {
      table.columns.push_back({fmt::format("expert {}", e), true});
    }
    if (!table.rows.empty()) table.group_starts.push_back(table.rows.size());
    add_row(table, first);
    for (const std::string& warning : warnings(trials)) exhibit.notes.push_back(warning);
  }
  if (end.panels.empty()) return std::nullopt;
  if (exhibit.notes.empty()) {
    exhibit.how_to_read += " No run has a collapsed gate, a dead expert or identical gates.";
  }
  share_height(end);
  share_height(training);
  for (auto& row : table.rows) row.resize(table.columns.size(), Number{});
  end.columns = static_cast<int>(std::min<std::size_t>(3, end.panels.size()));
  training.columns = static_cast<int>(std::min<std::size_t>(2, training.panels.size()));
  exhibit.figures = {end, training};
  for (const std::string& note : shown_note(result)) exhibit.notes.push_back(note);
  exhibit.tables = {table};
  return exhibit;
}

}  // namespace mmoe
