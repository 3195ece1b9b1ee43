// SPDX-License-Identifier: Apache-2.0
// Figure 6 over runs: mean gate weights of MMoE with experts in the order of the first task's
// weights, within each run; and how far apart the tasks' gates are against their correlation.
#include <fmt/format.h>

#include <algorithm>

#include "base/paper_values.h"
#include "report/exhibits/exhibit.h"
#include "report/exhibits/gate_deciles.h"
#include "report/exhibits/gate_order.h"
#include "report/exhibits/shown_settings.h"
#include "report/figures/style.h"
#include "report/tables/median_number.h"
#include "report/tables/table_3.h"
#include "results/labels.h"
#include "results/runs.h"
#include "statistics/summary.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

constexpr const char* kGatedModel = "mmoe";

/// One setting's gates, by run, experts in order.
struct GateRuns {
  ordered_json setting;
  std::vector<std::string> tasks;
  std::vector<Gates> runs;

  std::size_t experts() const { return runs[0][0].size(); }
  /// Over runs, of the task's weight at a place of the order.
  Summary weight(std::size_t task, std::size_t place) const {
    return over_runs([&](const Gates& gates) { return std::optional(gates[task][place]); });
  }
  template <typename Of>
  Summary over_runs(Of of) const {
    std::vector<double> values;
    for (const Gates& gates : runs) {
      if (const auto value = of(gates)) values.push_back(*value);
    }
    return summarise(values);
  }
};

/// Settings whose runs have gates of several experts.
std::vector<GateRuns> gate_runs(const Result& result) {
  std::vector<GateRuns> list;
  for (const ordered_json& setting : settings_of(result)) {
    const ResultCell* cell = find_cell(result, kGatedModel, setting);
    if (cell == nullptr) continue;
    GateRuns found{.setting = setting, .tasks = {}, .runs = {}};
    for (const TrialRecord* trial : trials_of(result, *cell)) {
      if (trial->gates.empty() || trial->gates[0].size() < 2) continue;
      found.runs.push_back(ordered_by_first_task(trial->gates));
      if (!found.tasks.empty()) continue;
      for (const TaskCurve& task : trial->curve.tasks) found.tasks.push_back(task.task);
      found.tasks.resize(trial->gates.size());
    }
    if (!found.runs.empty()) list.push_back(std::move(found));
  }
  return list;
}

/// A point per task and place, its bar from the least run to the greatest.
Panel gate_panel(const GateRuns& gates) {
  Panel panel{.title = setting_title(gates.setting),
              .x = {.label = fmt::format("expert, in order of {}", gates.tasks[0]),
                    .low = 0.5,
                    .high = static_cast<double>(gates.experts()) + 0.5},
              .y = {.label = "mean gate weight", .low = 0, .high = 1}};
  const auto tasks = static_cast<double>(gates.tasks.size());
  for (std::size_t k = 0; k < gates.tasks.size(); ++k) {
    Trace trace{.label = gates.tasks[k], .shape = Trace::Shape::kPoints, .style = nth_style(2 * k)};
    for (std::size_t e = 0; e < gates.experts(); ++e) {
      const Summary weight = gates.weight(k, e);
      trace.x.push_back(static_cast<double>(e + 1));
      trace.shift_x.push_back(0.4 * ((static_cast<double>(k) + 0.5) / tasks - 0.5));
      trace.y.push_back(weight.mean.value_or(0));
      trace.low.push_back(weight.min.value_or(0));
      trace.high.push_back(weight.max.value_or(0));
    }
    panel.traces.push_back(std::move(trace));
  }
  for (std::size_t e = 1; e <= gates.experts(); ++e) {
    panel.x.tics.emplace_back(static_cast<double>(e), fmt::format("{}", e));
  }
  return panel;
}

/// The correlation of a setting's tasks that the sweep is over.
std::optional<double> task_correlation(const ordered_json& setting) {
  for (const char* name : {"relatedness", "cosine"}) {
    if (const auto value = setting_number(setting, name)) return value;
  }
  return std::nullopt;
}

Summary distance_of(const GateRuns& gates) { return gates.over_runs(gate_distance); }

/// Distance against correlation; empty for fewer than two points.
std::optional<Figure> distance_figure(const std::vector<GateRuns>& all) {
  Trace trace{.label = model_title(kGatedModel),
              .in_legend = false,
              .range = Trace::Range::kBars,
              .style = nth_style(0)};
  Panel panel{.x = {.label = "correlation of the tasks"},
              .y = {.label = "distance between the tasks' gates", .low = 0}};
  for (const GateRuns& gates : all) {
    const auto x = task_correlation(gates.setting);
    const Summary distance = distance_of(gates);
    if (!x || !distance.median) continue;
    const Interval range = *interval_or_range(distance);
    trace.x.push_back(*x);
    trace.y.push_back(*distance.median);
    trace.low.push_back(range.low);
    trace.high.push_back(range.high);
  }
  if (trace.x.size() < 2) return std::nullopt;
  panel.traces = {std::move(trace)};
  return Figure{.name = "ordered-gates-distance",
                .description = "Distance between the tasks' gates against the tasks' correlation",
                .panels = {panel}};
}

/// A row of weights in order, with what goes before and after them.
std::vector<TableCell> weights_row(std::vector<TableCell> row, const std::vector<Number>& weights,
                                   std::size_t experts) {
  row.insert(row.end(), weights.begin(), weights.end());
  row.insert(row.end(), experts - weights.size(), Number{});
  return row;
}

void add_gate_rows(const GateRuns& gates, std::size_t experts, Table& table) {
  if (!table.rows.empty()) table.group_starts.push_back(table.rows.size());
  const Number distance{.value = distance_of(gates).median, .decimals = 3};
  for (std::size_t k = 0; k < gates.tasks.size(); ++k) {
    std::vector<Number> weights;
    for (std::size_t e = 0; e < gates.experts(); ++e) {
      const Summary weight = gates.weight(k, e);
      Number shown{.value = weight.mean, .decimals = 3};
      if (weight.n > 1) {
        shown.interval = Interval{*weight.min, *weight.max};
        shown.is_range = true;
      }
      weights.push_back(shown);
    }
    const Summary entropy = gates.over_runs([&](const Gates& run) { return gate_entropy(run[k]); });
    auto row = weights_row(
        {setting_title(gates.setting), gates.tasks[k], fmt::format("{}", gates.runs.size())},
        weights, experts);
    row.emplace_back(Number{.value = entropy.mean, .decimals = 3});
    row.emplace_back(k == 0 ? distance : Number{});
    table.rows.push_back(std::move(row));
  }
}

/// The paper's own four experts, in the same order.
void add_paper_rows(std::size_t experts, Table& table) {
  table.group_starts.push_back(table.rows.size());
  const Gates gates = ordered_by_first_task(paper_figure_6());
  for (std::size_t k = 0; k < gates.size(); ++k) {
    std::vector<Number> weights;
    for (std::size_t e = 0; e < std::min(experts, gates[k].size()); ++e) {
      weights.push_back({.value = gates[k][e], .decimals = 2});
    }
    auto row =
        weights_row({"the paper", k == 0 ? "engagement" : "satisfaction", "1"}, weights, experts);
    row.emplace_back(Number{.value = gate_entropy(gates[k]), .decimals = 3});
    row.emplace_back(Number{.value = k == 0 ? gate_distance(gates) : std::nullopt, .decimals = 3});
    table.rows.push_back(std::move(row));
  }
}

Table gate_table(const Result& result, const std::vector<GateRuns>& all) {
  std::size_t experts = 0;
  for (const GateRuns& gates : all) experts = std::max(experts, gates.experts());
  Table table{.name = "ordered-gates",
              .caption =
                  "Mean gate weight of MMoE on the test set by task and place of the expert "
                  "in the order of the first task's weights: mean over runs (least to "
                  "greatest)",
              .columns = {{"setting", false}, {"task", false}, {"runs"}},
              .heads = 2};
  for (std::size_t e = 1; e <= experts; ++e) table.columns.push_back({fmt::format("{}", e)});
  table.columns.push_back({"entropy"});
  table.columns.push_back({"distance"});
  for (const GateRuns& gates : all) add_gate_rows(gates, experts, table);
  if (table_3_log(result) != nullptr) add_paper_rows(experts, table);
  return table;
}

}  // namespace

std::optional<Exhibit> ordered_gates(const Result& result) {
  const std::vector<GateRuns> all = gate_runs(result);
  if (all.empty()) return std::nullopt;
  Figure places{.name = "ordered-gates",
                .description =
                    "Mean gate weight by expert in order of the first task, one point "
                    "per task, one panel per setting"};
  for (const GateRuns& gates : all) {
    if (is_shown(result, gates.setting)) places.panels.push_back(gate_panel(gates));
  }
  places.columns = static_cast<int>(std::min<std::size_t>(3, places.panels.size()));
  Exhibit exhibit{
      .name = "ordered-gates",
      .title = "Gates of MMoE over runs (as Figure 6)",
      .how_to_read =
          "Experts have no order that runs would share, so each run's are put in the order of the "
          "first task's weights: 1 is the expert that it uses most. Points are means over runs, "
          "bars go from the least run to the greatest; in the figure of deciles, medians over test "
          "examples, and bars from their first decile to their ninth, each the mean over runs.",
      .figures = {places},
      .tables = {gate_table(result, all)},
      .definitions = {"Distance: half the sum of the differences between two tasks' mean weights; "
                      "0 where the gates are the same, 1 where they share no expert. Median over "
                      "runs.",
                      "Entropy: of a task's mean weights, divided by that of even ones."},
      .notes = shown_note(result)};
  if (auto deciles = gate_decile_figure(result)) exhibit.figures.push_back(std::move(*deciles));
  if (auto distance = distance_figure(all)) exhibit.figures.push_back(std::move(*distance));
  return exhibit;
}

}  // namespace mmoe
