// SPDX-License-Identifier: Apache-2.0
#include "report/tables/table_3.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
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

/// The columns of one task and metric, or a row's numbers in them.
struct ScoreColumns {
  bool of_best, of_paper;
};

ScoreColumns score_columns(const Table3Log& log, const std::string& task) {
  return {.of_best = log.has_optimum, .of_paper = task == log.engagement};
}

std::vector<Column> columns_of(const Table3Log& log, const std::vector<std::string>& tasks) {
  std::vector<Column> columns = {{"model", false}};
  for (const std::string& task : tasks) {
    const auto [of_best, of_paper] = score_columns(log, task);
    for (const ScoredMetric& metric : kTable3Metrics) {
      columns.push_back({fmt::format("{} {}", task, metric_title(metric.name)), true});
      if (of_best) columns.push_back({"of best", true, true});
      if (!of_paper) continue;
      columns.push_back({"paper", true, true});
      columns.push_back({"diff.", true, true});
    }
  }
  return columns;
}

std::vector<TableCell> model_row(const Result& result, const ResultCell& cell,
                                 const std::vector<std::string>& tasks, const std::string& split) {
  const auto trials = trials_of(result, cell);
  const auto paper = paper_table_3(model_of(result, cell.model));
  std::vector<TableCell> row = {model_title(cell.model)};
  for (const std::string& task : tasks) {
    const auto [of_best, of_paper] = score_columns(*table_3_log(result), task);
    for (const ScoredMetric& metric : kTable3Metrics) {
      const RecommendationScore ours = recommendation_score(trials, metric, task, split);
      row.emplace_back(median_number(ours.score));
      if (of_best) row.emplace_back(Number{.value = ours.share.median, .decimals = 3});
      if (!of_paper) continue;
      const auto theirs = last_of_paper(paper, metric.name);
      const auto& median = ours.score.median;
      row.emplace_back(Number{.value = theirs});
      row.emplace_back(
          Number{.value = median && theirs ? std::optional(*median - *theirs) : std::nullopt,
                 .signed_ = true});
    }
  }
  return row;
}

/// A row of what `best` gives by task and metric; of nothing else.
template <typename Best>
std::vector<TableCell> best_row(const char* label, const Table3Log& log,
                                const std::vector<std::string>& tasks, Best best) {
  std::vector<TableCell> row = {label};
  for (const std::string& task : tasks) {
    for (const ScoredMetric& metric : kTable3Metrics) {
      row.emplace_back(best(task, metric));
      row.emplace_back(Number{.value = 1.0, .decimals = 3});
      if (task == log.engagement) row.insert(row.end(), 2, Number{});
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
  const Table3Log& log = *table_3_log(result);
  const auto trials = one_per_run(result, setting);
  table.group_starts.push_back(table.rows.size());
  table.rows.push_back(best_row(
      "best possible", log, tasks, [&](const std::string& task, const ScoredMetric& metric) {
        return median_number(recommendation_score(trials, metric, task).optimum);
      }));
  table.rows.push_back(
      best_row("best by law", log, tasks, [&](const std::string& task, const ScoredMetric& metric) {
        return Number{.value = best_by_law(result, setting, task, metric.name)};
      }));
}

/// Marks the best of each column of scores.
void mark_scores(const std::vector<std::string>& tasks, Table& table) {
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const bool is_score = std::ranges::any_of(tasks, [&](const std::string& task) {
      return table.columns[c].title.starts_with(task + " ");
    });
    if (is_score) mark_best(table, c, 0, table.rows.size(), Better::kHigher);
  }
}

std::string table_3_caption(const Result& result, const ordered_json& setting,
                            const std::string& split) {
  const Table3Log& log = *table_3_log(result);
  return fmt::format(
      "{} on {}, {}, over {}, {}, beside the paper's Table 3 after 6 million steps; {}bold: best",
      split == kTestSplit ? "Test AUC and R²" : fmt::format("AUC and R² of {}", split_title(split)),
      log.title, setting_title(setting), counted_runs(result), kMedianWords,
      log.has_optimum ? "of best: share of what the best possible prediction gains over none; "
                      : "");
}

}  // namespace

const Table3Log* table_3_log(const Result& result) {
  static constexpr Table3Log kLogs[] = {
      {"recommendation", "the recommendation log", "engagement", true},
      {"kuairand", "KuaiRand", "long_view", false}};
  const std::string data_set = result.data_set();
  const auto log = std::ranges::find(kLogs, data_set, &Table3Log::data_set);
  return log == std::end(kLogs) ? nullptr : &*log;
}

Table table_3(const Result& result, const ordered_json& setting, const std::string& split) {
  const Table3Log& log = *table_3_log(result);
  const auto tasks = tasks_of(result, setting, "auc");
  Table table{.name = "table-3-" + setting_title(setting) + split_suffix(split),
              .caption = table_3_caption(result, setting, split),
              .columns = columns_of(log, tasks)};
  for (const ResultCell& cell : result.cells) {
    if (cell.setting == setting) table.rows.push_back(model_row(result, cell, tasks, split));
  }
  mark_scores(tasks, table);
  if (log.has_optimum) add_best_rows(result, setting, tasks, table);
  return table;
}

}  // namespace mmoe
