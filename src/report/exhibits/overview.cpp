// SPDX-License-Identifier: Apache-2.0
// Every cell: the headline metric of each task on the test set.
#include <fmt/format.h>

#include "report/exhibits/exhibit.h"
#include "report/tables/median_number.h"
#include "results/convergence.h"
#include "results/labels.h"
#include "results/runs.h"
#include "statistics/summary.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kColumnsPerTask = 4;  // name, median, mean, sd

/// The tasks of all settings, each once, by setting: a column stands for a task's place, since
/// settings may have tasks of their own.
std::size_t task_places(const Result& result, const std::string& metric) {
  std::size_t places = 0;
  for (const ordered_json& setting : settings_of(result)) {
    places = std::max(places, tasks_of(result, setting, metric).size());
  }
  return places;
}

Table empty_table(const Result& result, const std::string& metric, std::size_t places) {
  Table table{
      .name = "overview",
      .caption = fmt::format("Test {} by setting and model over {}, {}, at the learning rate "
                             "chosen on validation data; bold: best of a setting, italic: "
                             "interval overlaps the best's",
                             metric_title(metric), counted_runs(result), kMedianWords),
      .columns = {{"setting", false}, {"model", false}, {"rate", true}},
      .heads = 2};
  for (std::size_t k = 0; k < places; ++k) {
    table.columns.push_back({fmt::format("task {}", k + 1), false});
    table.columns.push_back({metric_title(metric), true, true});
    table.columns.push_back({"mean", true, true});
    table.columns.push_back({"sd", true, true});
  }
  return table;
}

std::vector<TableCell> row_of(const Result& result, const ResultCell& cell,
                              const std::string& metric, std::size_t places) {
  std::vector<TableCell> row = {setting_title(cell.setting), model_title(cell.model),
                                fmt::format("{}", cell.learning_rate)};
  const auto tasks = tasks_of(result, cell.setting, metric);
  const auto trials = trials_of(result, cell);
  for (std::size_t k = 0; k < places; ++k) {
    const bool has = k < tasks.size();
    const Summary s = has ? summarise(test_values(trials, metric, tasks[k])) : Summary{};
    row.emplace_back(has ? tasks[k] : "");
    row.emplace_back(median_number(s));
    row.emplace_back(Number{.value = s.mean});
    row.emplace_back(Number{.value = s.sd});
  }
  return row;
}

/// Returns a note on what the rows of a setting lack.
std::vector<std::string> notes_on(const Result& result, const ordered_json& setting) {
  std::vector<std::string> notes;
  for (const std::string& model : models_of(result)) {
    const std::string name = model_title(model);
    const ResultCell* cell = find_cell(result, model, setting);
    if (cell == nullptr) {
      notes.push_back(fmt::format("{} has no result for {}", name, setting_title(setting)));
      continue;
    }
    for (const std::string& text :
         {diverged_text(result, *cell), convergence_text(result, *cell)}) {
      if (text.empty()) continue;
      notes.push_back(fmt::format("{} at {}: {}", name, setting_title(setting), text));
    }
  }
  return notes;
}

void add_rows(const Result& result, const ordered_json& setting, const std::string& metric,
              std::size_t places, Table& table) {
  const std::size_t first = table.rows.size();
  if (first > 0) table.group_starts.push_back(first);
  for (const ResultCell& cell : result.cells) {
    if (cell.setting == setting) table.rows.push_back(row_of(result, cell, metric, places));
  }
  for (std::size_t k = 0; k < places; ++k) {
    mark_best(table, 4 + kColumnsPerTask * k, first, table.rows.size(), better(metric));
  }
}

}  // namespace

std::optional<Exhibit> overview(const Result& result) {
  if (result.cells.empty()) return std::nullopt;
  const std::string metric = headline_metric(result);
  const std::size_t places = task_places(result, metric);
  Exhibit exhibit{.name = "overview",
                  .title = "All results",
                  .how_to_read = fmt::format(
                      "{} {} is better. The interval says how sure the median "
                      "is; a mean far from it, that some runs end in another group.",
                      better(metric) == Better::kLower ? "Lower" : "Higher", metric_title(metric)),
                  .tables = {empty_table(result, metric, places)}};
  for (const ordered_json& setting : settings_of(result)) {
    add_rows(result, setting, metric, places, exhibit.tables[0]);
    for (const std::string& note : notes_on(result, setting)) exhibit.notes.push_back(note);
  }
  return exhibit;
}

}  // namespace mmoe
