// SPDX-License-Identifier: Apache-2.0
// Tables 1 and 2: AUC on Census-income beside the paper's, by the run with the best main task
// (chosen on validation data) and by the mean over runs.
#include <fmt/format.h>

#include <algorithm>

#include "base/paper_values.h"
#include "report/census_auc.h"
#include "report/exhibits/exhibit.h"
#include "report/exhibits/model_rows.h"
#include "results/labels.h"
#include "results/row_sources.h"
#include "results/runs.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

void add_triple(std::vector<TableCell>& row, const Number& ours, std::optional<double> paper) {
  row.emplace_back(ours);
  row.emplace_back(Number{.value = paper});
  const auto difference = ours.value && paper ? std::optional(*ours.value - *paper) : std::nullopt;
  row.emplace_back(Number{.value = difference, .signed_ = true});
}

std::vector<Column> columns_for(const std::vector<std::string>& tasks) {
  std::vector<Column> columns = {{"model", false}};
  for (const std::string& head :
       {tasks[0] + " best", tasks[0] + " mean", tasks[1] + " at best", tasks[1] + " mean"}) {
    columns.push_back({head, true});
    columns.push_back({"paper", true, true});
    columns.push_back({"diff.", true, true});
  }
  return columns;
}

/// "group 1", "group 1, protocol paper".
std::string name_of(const ordered_json& setting, int group) {
  const std::string name = fmt::format("group {}", group);
  return setting_title(setting) == name ? name : name + ", " + setting_title(setting);
}

/// "table-1", "table-1-protocol-paper": settings of one group have a table each.
std::string table_name(const ordered_json& setting, int group) {
  const std::string title = setting_title(setting);
  const std::string name = fmt::format("table-{}", group);
  return title == fmt::format("group {}", group) ? name : name + "-" + title;
}

std::vector<TableCell> row_beside_paper(const std::string& label, const CensusAuc& ours,
                                        const std::optional<PaperAuc>& paper) {
  const auto of_paper = [&](double PaperAuc::*member) {
    return paper ? std::optional((*paper).*member) : std::nullopt;
  };
  std::vector<TableCell> row = {label};
  add_triple(row, {.value = ours.main_best}, of_paper(&PaperAuc::main_best));
  add_triple(row, {.value = ours.main.mean}, of_paper(&PaperAuc::main_mean));
  add_triple(row, {.value = ours.auxiliary_best}, of_paper(&PaperAuc::auxiliary_best));
  add_triple(row, {.value = ours.auxiliary.mean}, of_paper(&PaperAuc::auxiliary_mean));
  return row;
}

Table empty_table(const Result& result, const ordered_json& setting, const CensusGroup& group) {
  return {
      .name = table_name(setting, group.number),
      .caption = fmt::format("Test AUC on Census-income, {}, over {}, beside the paper's "
                             "Table {}; bold: best",
                             name_of(setting, group.number), counted_runs(result), group.number),
      .columns = columns_for(group.tasks)};
}

/// A task of a cell, the model's place among the result's.
struct CellTask {
  const Result& result;
  const ResultCell& cell;
  std::size_t model;
  const std::string& task;
};

/// The mean with the error of runs and test rows; the median where trials keep no blocks of rows.
void add_auc(Panel& panel, const CellTask& of, const Summary& summary) {
  const auto sources = row_sources(auc_runs(trials_of(of.result, of.cell), of.task));
  if (sources) {
    add_dot(panel, of.result, of.model, sources->center, sources->ci95);
  } else {
    add_dot(panel, of.result, of.model, summary.median, interval_or_range(summary));
  }
}

/// "group 1, income: standard errors from runs up to 0.00030, from test rows up to 0.00220";
/// "" of fewer than two runs, or where trials keep no blocks.
std::string sources_note(const Result& result, const ordered_json& setting,
                         const std::string& task) {
  double runs = 0;
  double rows = 0;
  for (const ResultCell& cell : result.cells) {
    if (cell.setting != setting) continue;
    const auto sources = row_sources(auc_runs(trials_of(result, cell), task));
    if (!sources) continue;
    runs = std::max(runs, sources->runs);
    rows = std::max(rows, sources->rows);
  }
  if (rows == 0) return "";
  return fmt::format("{}, {}: standard errors from runs up to {:.5f}, from test rows up to {:.5f}",
                     setting_title(setting), task, runs, rows);
}

std::string how_to_read(const Result& result) {
  const std::string best =
      "Higher is better. \"best\" is the run with the best main task on validation data, \"at "
      "best\" the same run's auxiliary task. ";
  if (keeps_blocks(result)) {
    return best +
           "Points are means over runs with 95% intervals for two sources of error: the runs "
           "(start, batch order, and the halves of the test file that each run draws) and the rows "
           "of the test file, which are a sample (DeLong).";
  }
  return best +
         "Points are medians over runs with their 95% intervals, below 6 runs their range: of "
         "starts and batches, on one split into validation and test rows, which is a second source "
         "of error.";
}

/// A table with one row per model, and one panel per task.
void add_setting(const Result& result, const ordered_json& setting, const CensusGroup& group,
                 Exhibit& exhibit) {
  const std::string where = setting_title(setting);
  Table table = empty_table(result, setting, group);
  Panel main = model_rows(where + ", " + group.tasks[0], "test AUC", result);
  Panel auxiliary = model_rows(where + ", " + group.tasks[1], "test AUC", result);
  const auto models = models_of(result);
  for (std::size_t m = 0; m < models.size(); ++m) {
    const ResultCell* cell = find_cell(result, models[m], setting);
    if (cell == nullptr) {
      exhibit.notes.push_back(
          fmt::format("{} has no result for {}", model_title(models[m]), where));
      continue;
    }
    const CensusAuc ours = census_auc(trials_of(result, *cell), group.tasks);
    table.rows.push_back(row_beside_paper(model_title(models[m]), ours,
                                          paper_auc(group.number, model_of(result, models[m]))));
    add_auc(main, {result, *cell, m, group.tasks[0]}, ours.main);
    add_auc(auxiliary, {result, *cell, m, group.tasks[1]}, ours.auxiliary);
  }
  for (const std::size_t column : {1, 4, 7, 10}) {
    mark_best(table, column, 0, table.rows.size(), Better::kHigher);
  }
  exhibit.tables.push_back(table);
  exhibit.figures[0].panels.insert(exhibit.figures[0].panels.end(), {main, auxiliary});
}

}  // namespace

std::optional<Exhibit> census_table(const Result& result) {
  Exhibit exhibit{.name = "auc",
                  .title = "AUC beside the paper's (Tables 1 and 2)",
                  .how_to_read = how_to_read(result)};
  exhibit.figures = {
      {.name = "auc",
       .description =
           fmt::format("{} test AUC with 95% interval, one row per model, one panel per group and "
                       "task",
                       keeps_blocks(result) ? "Mean" : "Median"),
       .columns = 2}};
  for (const ordered_json& setting : settings_of(result)) {
    if (const auto group = census_group(result, setting)) {
      add_setting(result, setting, *group, exhibit);
      for (const std::string& task : group->tasks) {
        const std::string note = sources_note(result, setting, task);
        if (!note.empty()) exhibit.notes.push_back(note);
      }
    }
  }
  if (exhibit.tables.empty()) return std::nullopt;
  return exhibit;
}

}  // namespace mmoe
