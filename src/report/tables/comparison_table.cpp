// SPDX-License-Identifier: Apache-2.0
// A comparison of results as tables and as JSON.
#include "report/tables/comparison_table.h"

#include <fmt/format.h>

#include "base/count_text.h"
#include "results/labels.h"
#include "statistics/or_null.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

constexpr const char* kComparisonSchema = "mmoe-bench/comparison";
constexpr int kSchemaVersion = 1;

const char* verdict_text(Change verdict) {
  switch (verdict) {
    case Change::kBetter:
      return "better";
    case Change::kWorse:
      return "worse";
    case Change::kUntested:
      return "untested";
    case Change::kNone:
      break;
  }
  return "";
}

/// "5 pairs", or "5 and 10" where Welch's test takes them.
std::string runs_text(const CellDifference& cell) {
  return cell.is_paired() ? counted(cell.pairs, "pair")
                          : fmt::format("{} and {}", cell.n_a, cell.n_b);
}

/// Intervals of a median need not be symmetric.
std::string difference_text(const CellDifference& cell) {
  if (!cell.difference) return "–";
  if (!cell.ci95) return fmt::format("{:+.4f}", *cell.difference);
  return fmt::format("{:+.4f} [{:+.4f}, {:+.4f}]", *cell.difference, cell.ci95->low,
                     cell.ci95->high);
}

std::string correction_text(const ResultComparison& comparison) {
  std::string text = "p corrected (Holm) over " + counted(comparison.tests, "test");
  if (comparison.looks > 0) {
    text += fmt::format(" and for {} at the claims, which decided on the runs",
                        counted(comparison.looks, "look"));
  }
  return text;
}

Table table_of(const ExperimentComparison& experiment, const ResultComparison& comparison) {
  Table table{
      .name = "comparison",
      .caption = fmt::format("{}: means on the test set; difference: median of second minus "
                             "first by run, 95% interval; {}",
                             experiment.name, correction_text(comparison)),
      .columns = {{"setting", false},
                  {"model", false},
                  {"metric", false},
                  {"runs"},
                  {"first"},
                  {"second"},
                  {"difference"},
                  {"p"},
                  {"verdict", false}}};
  const ordered_json* setting = nullptr;
  for (const CellDifference& cell : experiment.cells) {
    if (setting != nullptr && *setting != cell.setting) {
      table.group_starts.push_back(table.rows.size());
    }
    setting = &cell.setting;
    table.rows.push_back({setting_title(cell.setting), model_title(cell.model),
                          cell.task + " " + metric_title(cell.metric), runs_text(cell),
                          Number{.value = cell.mean_a}, Number{.value = cell.mean_b},
                          difference_text(cell), p_text(cell.p_holm), verdict_text(cell.verdict)});
  }
  return table;
}

ordered_json cell_json(const CellDifference& cell) {
  const std::string verdict = verdict_text(cell.verdict);
  return {{"model", cell.model},
          {"setting", cell.setting},
          {"task", cell.task},
          {"metric", cell.metric},
          {"test", cell.is_paired() ? "sign" : "welch"},
          {"pairs", cell.pairs},
          {"runs", {cell.n_a, cell.n_b}},
          {"diverged", {cell.diverged_a, cell.diverged_b}},
          {"means", {or_null(cell.mean_a), or_null(cell.mean_b)}},
          {"difference", or_null(cell.difference)},
          {"ci95", or_null(cell.ci95)},
          {"p", or_null(cell.p)},
          {"p_holm", or_null(cell.p_holm)},
          {"unseen_below", or_null(cell.unseen_below)},
          {"verdict", verdict.empty() ? "none" : verdict}};
}

ordered_json list_json(const std::vector<Difference>& differences) {
  ordered_json list = ordered_json::array();
  for (const Difference& d : differences) {
    list.push_back({{"path", d.path}, {"first", d.left}, {"second", d.right}});
  }
  return list;
}

ordered_json experiment_json(const ExperimentComparison& experiment) {
  ordered_json cells = ordered_json::array();
  for (const CellDifference& cell : experiment.cells) cells.push_back(cell_json(cell));
  return {{"name", experiment.name},
          {"files", {experiment.path_a, experiment.path_b}},
          {"cells", std::move(cells)},
          {"only_in_first", experiment.only_in_a},
          {"only_in_second", experiment.only_in_b},
          {"configuration", list_json(experiment.configuration)},
          {"environment", list_json(experiment.environment)},
          {"data", list_json(experiment.data)}};
}

}  // namespace

std::vector<Table> comparison_tables(const ResultComparison& comparison) {
  std::vector<Table> tables;
  for (const ExperimentComparison& experiment : comparison.experiments) {
    if (!experiment.cells.empty()) tables.push_back(table_of(experiment, comparison));
  }
  return tables;
}

ordered_json to_json(const ResultComparison& comparison) {
  ordered_json experiments = ordered_json::array();
  for (const ExperimentComparison& experiment : comparison.experiments) {
    experiments.push_back(experiment_json(experiment));
  }
  return {{"schema", kComparisonSchema},
          {"schema_version", kSchemaVersion},
          {"tests", comparison.tests},
          {"alpha", comparison.alpha},
          {"looks", comparison.looks},
          {"level", comparison.level()},
          {"threshold", comparison.threshold},
          {"worse", comparison.count(Change::kWorse)},
          {"untested", comparison.count(Change::kUntested)},
          {"experiments", std::move(experiments)},
          {"only_in_first", comparison.only_in_a},
          {"only_in_second", comparison.only_in_b}};
}

}  // namespace mmoe
