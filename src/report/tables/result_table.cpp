// SPDX-License-Identifier: Apache-2.0
#include "report/tables/result_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/count_text.h"
#include "report/tables/further_tests.h"
#include "report/tables/median_number.h"
#include "report/tables/pair_table.h"
#include "report/tables/paper_table.h"
#include "report/tables/table.h"
#include "report/tables/table_3.h"
#include "report/tables/text_table.h"
#include "results/convergence.h"
#include "results/labels.h"
#include "results/metric.h"
#include "results/number_text.h"
#include "results/row_sources.h"
#include "results/runs.h"
#include "statistics/interval.h"
#include "statistics/or_null.h"
#include "statistics/sign_test.h"
#include "statistics/summary.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kTasksWithMean = 2;

std::vector<const ordered_json*> headlines(const ordered_json& cell) {
  std::vector<const ordered_json*> list;
  for (const ordered_json& metric : cell["metrics"]) {
    if (metric["split"] == kTestSplit && is_headline(metric["metric"])) list.push_back(&metric);
  }
  return list;
}

std::string decimals_text(const ordered_json& value, int decimals) {
  return number_text({.value = number_or_none(value), .decimals = decimals});
}

/// "0.3480 [0.2489, 0.4471]"; of too few runs for an interval "0.3480 (0.2489 to 0.4471)".
std::string median_text(const ordered_json& metric) {
  Summary summary;
  summary.n = metric["n"];
  summary.min = number_or_none(metric["min"]);
  summary.median = number_or_none(metric["median"]);
  summary.max = number_or_none(metric["max"]);
  if (const ordered_json& ci = metric["median_ci95"]; !ci.is_null()) {
    summary.median_ci95 = Interval{ci[0], ci[1]};
  }
  return number_text(median_number(summary));
}

/// "cosine 0.5, pearson 0.0735": the first member exactly, for it tells settings apart.
std::string heading(const ordered_json& setting) {
  if (setting.empty()) return "";
  std::string text = setting_title(setting);
  for (const auto& [name, value] : setting.items()) {
    if (name == setting.begin().key()) continue;
    text += fmt::format(
        ", {} {}", name,
        value.is_number_float() ? fmt::format("{:.4g}", value.get<double>()) : plain_text(value));
  }
  return text + "\n";
}

std::vector<Column> columns_for(const std::vector<const ordered_json*>& metrics) {
  std::vector<Column> columns = {{"model", false}, {"parameters"}, {"rate"}, {"runs"}, {"seconds"}};
  for (const ordered_json* metric : metrics) {
    columns.push_back(
        {(*metric)["task"].get<std::string>() + " " + metric_title((*metric)["metric"])});
    if (metrics.size() <= kTasksWithMean) columns.push_back({"mean", true, true});
  }
  return columns;
}

std::vector<std::string> row_of(const ordered_json& cell, std::size_t columns) {
  const auto metrics = headlines(cell);
  std::vector<std::string> row = {model_title(cell["model"]), with_commas(cell["parameters"]),
                                  fmt::format("{}", cell["learning_rate"].get<double>()),
                                  metrics.empty() ? "0" : metrics.front()->at("n").dump(),
                                  decimals_text(cell["seconds"]["mean"], 2)};
  for (const ordered_json* metric : metrics) {
    row.push_back(median_text(*metric));
    if (metrics.size() <= kTasksWithMean) row.push_back(decimals_text((*metric)["mean"], 4));
  }
  row.resize(columns, "–");  // no run of the cell gave a value
  return row;
}

/// The cells of one setting.
std::string cell_table(const std::vector<const ordered_json*>& cells, std::size_t width) {
  std::vector<const ordered_json*> metrics;  // of a cell that has some
  for (const ordered_json* cell : cells) {
    if (metrics.empty()) metrics = headlines(*cell);
  }
  const std::vector<Column> columns = columns_for(metrics);
  TextTable table(columns);
  for (const ordered_json* cell : cells) table.add(row_of(*cell, columns.size()));
  return table.text(width);
}

/// A line for each cell of the setting that lost runs, or has not converged.
std::string warning_lines(const Result& result, const ordered_json& setting) {
  std::string text;
  for (const ResultCell& cell : result.cells) {
    if (cell.setting != setting) continue;
    for (const std::string& said : {diverged_text(result, cell), convergence_text(result, cell)}) {
      if (!said.empty()) text += fmt::format("{}: {}\n", model_title(cell.model), said);
    }
  }
  return text;
}

/// The paper's table of the data beside ours; "" where it has none.
std::string beside_paper(const Result& result, const ordered_json& setting, std::size_t width) {
  if (result.data_set() == "census-income") return paper_table(result, setting, width);
  if (table_3_log(result) != nullptr) return to_text(table_3(result, setting), width);
  return "";
}

/// A block for each further set of test examples.
std::vector<std::string> further_blocks(const Result& result, const ordered_json& setting,
                                        std::size_t width) {
  std::vector<std::string> blocks;
  for (const std::string& split : test_splits(result)) {
    if (split == kTestSplit) continue;
    blocks.push_back(to_text(further_test_table(result, setting, split), width));
  }
  return blocks;
}

/// What the tables' intervals and tests hold for.
std::string notes_on_errors(const Result& result, bool any_pairs, std::size_t width) {
  std::string text;
  if (any_pairs) {
    text += fmt::format(
        "\n{}",
        folded_line(
            keeps_blocks(result)
                ? "means of differences, paired by run; interval and p (Student's, "
                  "corrected (Holm) over all pairs and tasks of a setting) hold for two "
                  "sources of error, whose standard errors stand beside: runs (start, batch "
                  "order, and the halves of the test file that a run draws) and the rows of "
                  "the test file"
                : "medians of differences, paired by run; p is of the sign test, corrected "
                  "(Holm) over all pairs and tasks of a setting",
            width, 0));
  }
  const bool is_census = result.data_set() == "census-income";
  if (is_census && result.experiment.at("data").value("split", "fixed") == "fixed") {
    text += fmt::format(
        "\n{}", folded_line("one split of the test file for all runs: intervals and p hold for "
                            "start and batch order on these test rows, and not for other rows "
                            "(--set data.split=by-run)",
                            width, 0));
  }
  return text;
}

}  // namespace

std::string result_table(const ordered_json& result, const Result& read, std::size_t width) {
  const ordered_json& experiment = result["experiment"];
  const bool too_few = experiment["runs"] < sign_test_pairs(1 - kConfidence);
  const std::string head =
      fmt::format("{}: {}, {} of {}, seed {}; on the test set, median over runs {}",
                  experiment["name"].get<std::string>(), counted(experiment["runs"], "run"),
                  counted(experiment["training"]["steps"], "step"),
                  counted(experiment["training"]["batch"], "example"), experiment["seed"].dump(),
                  too_few ? "(least to greatest)" : "[its 95% interval]");
  std::string text = folded_line(head, width, 2);
  std::vector<std::vector<const ordered_json*>> settings;
  for (const ordered_json& cell : result["cells"]) {
    if (settings.empty() || settings.back().front()->at("setting") != cell["setting"]) {
      settings.emplace_back();
    }
    settings.back().push_back(&cell);
  }
  bool any_pairs = false;
  for (const auto& cells : settings) {
    const ordered_json& setting = cells.front()->at("setting");
    text += fmt::format("\n{}{}{}", heading(setting), cell_table(cells, width),
                        warning_lines(read, setting));
    std::vector<std::string> blocks = further_blocks(read, setting, width);
    blocks.push_back(beside_paper(read, setting, width));
    const std::string pairs = pair_table(result["comparisons"], setting, width);
    blocks.push_back(pairs);
    for (const std::string& block : blocks) {
      if (!block.empty()) text += fmt::format("\n{}", block);
    }
    any_pairs = any_pairs || !pairs.empty();
  }
  return text + notes_on_errors(read, any_pairs, width);
}

}  // namespace mmoe
