// SPDX-License-Identifier: Apache-2.0
#include "report/tables/table_3.h"

#include <fmt/format.h>

#include <map>

#include "base/paper_values.h"
#include "report/recommendation_scores.h"
#include "report/tables/median_number.h"
#include "results/labels.h"
#include "results/runs.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

/// The paper's AUC or R^2 after the last of its checkpoints.
std::optional<double> last_of_paper(const std::optional<PaperTable3>& paper,
                                    const std::string& metric) {
  if (!paper) return std::nullopt;
  return metric == "auc" ? paper->auc.back() : paper->r_squared.back();
}

void add_score(std::vector<TableCell>& row, const RecommendationScore& ours,
               const std::optional<std::optional<double>>& paper) {
  row.emplace_back(median_number(ours.score));
  row.emplace_back(Number{.value = ours.share.median, .decimals = 3});
  if (!paper) return;  // the paper has no such column
  const auto& median = ours.score.median;
  row.emplace_back(Number{.value = *paper});
  row.emplace_back(
      Number{.value = median && *paper ? std::optional(*median - **paper) : std::nullopt,
             .signed_ = true});
}

std::vector<Column> columns_of(const std::vector<std::string>& tasks) {
  std::vector<Column> columns = {{"model", false}};
  for (const std::string& task : tasks) {
    for (const ScoredMetric& metric : kTable3Metrics) {
      columns.push_back({fmt::format("{} {}", task, metric_title(metric.name)), true});
      columns.push_back({"of best", true, true});
      if (task != kTable3Task) continue;
      columns.push_back({"paper", true, true});
      columns.push_back({"diff.", true, true});
    }
  }
  return columns;
}

std::vector<TableCell> model_row(const Result& result, const ResultCell& cell,
                                 const std::vector<std::string>& tasks) {
  const auto trials = trials_of(result, cell);
  const auto paper = paper_table_3(model_of(result, cell.model));
  std::vector<TableCell> row = {model_title(cell.model)};
  for (const std::string& task : tasks) {
    for (const ScoredMetric& metric : kTable3Metrics) {
      using OfPaper = std::optional<std::optional<double>>;
      add_score(row, recommendation_score(trials, metric, task),
                task == kTable3Task ? OfPaper(last_of_paper(paper, metric.name)) : OfPaper());
    }
  }
  return row;
}

/// A row of what `best` gives by task and metric; of nothing else.
template <typename Best>
std::vector<TableCell> best_row(const char* label, const std::vector<std::string>& tasks,
                                Best best) {
  std::vector<TableCell> row = {label};
  for (const std::string& task : tasks) {
    for (const ScoredMetric& metric : kTable3Metrics) {
      row.emplace_back(best(task, metric));
      row.emplace_back(Number{.value = 1.0, .decimals = 3});
      if (task == kTable3Task) row.insert(row.end(), 2, Number{});
    }
  }
  return row;
}

/// All trials of a setting whose optimum is of the same rows: one per run.
std::vector<const TrialRecord*> one_per_run(const Result& result, const ordered_json& setting) {
  std::map<RunId, const TrialRecord*> by_run;
  for (const TrialRecord& trial : result.trials) {
    if (trial.ok && trial.setting == setting) by_run.emplace(RunId{trial.seed, trial.run}, &trial);
  }
  std::vector<const TrialRecord*> trials;
  for (const auto& [run, trial] : by_run) trials.push_back(trial);
  return trials;
}

void add_best_rows(const Result& result, const ordered_json& setting,
                   const std::vector<std::string>& tasks, Table& table) {
  const auto trials = one_per_run(result, setting);
  table.rows.push_back(
      best_row("best possible", tasks, [&](const std::string& task, const ScoredMetric& metric) {
        return median_number(recommendation_score(trials, metric, task).optimum);
      }));
  table.rows.push_back(
      best_row("best by law", tasks, [&](const std::string& task, const ScoredMetric& metric) {
        return Number{.value = best_by_law(result, setting, task, metric.name)};
      }));
}

}  // namespace

Table table_3(const Result& result, const ordered_json& setting) {
  const auto tasks = tasks_of(result, setting, "auc");
  Table table{.name = "table-3-" + setting_title(setting),
              .caption = fmt::format(
                  "Test AUC and R² on the recommendation log, {}, over {}, {}, beside the paper's "
                  "Table 3 after 6 million steps; of best: share of what the best possible "
                  "prediction gains over none; bold: best",
                  setting_title(setting), counted_runs(result), kMedianWords),
              .columns = columns_of(tasks)};
  for (const ResultCell& cell : result.cells) {
    if (cell.setting == setting) table.rows.push_back(model_row(result, cell, tasks));
  }
  const std::size_t models = table.rows.size();
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    if (c + 1 < table.columns.size() && table.columns[c + 1].title == "of best") {
      mark_best(table, c, 0, models, Better::kHigher);
    }
  }
  add_best_rows(result, setting, tasks, table);
  table.group_starts.push_back(models);
  return table;
}

}  // namespace mmoe
