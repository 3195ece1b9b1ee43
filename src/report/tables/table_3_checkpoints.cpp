// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>

#include "base/paper_values.h"
#include "report/tables/table_3.h"
#include "results/labels.h"
#include "results/runs.h"
#include "statistics/summary.h"

namespace mmoe {
namespace {

/// The main task's validation AUC at the point of the curve nearest to `share` of its steps; empty
/// if that is more than a hundredth of them away.
std::optional<double> auc_after(const TrialRecord& trial, double share) {
  const auto& steps = trial.curve.step;
  if (steps.empty() || trial.curve.tasks.empty()) return std::nullopt;
  const Series& auc = trial.curve.tasks.front().validation_auc;
  const auto last = static_cast<double>(steps.back());
  std::optional<double> found;
  double nearest = 0.01 * last;
  for (std::size_t i = 0; i < steps.size() && i < auc.size(); ++i) {
    const double distance = std::abs(static_cast<double>(steps[i]) - share * last);
    if (distance > nearest) continue;
    nearest = distance;
    found = auc[i];
  }
  return found;
}

}  // namespace

std::optional<Table> table_3_checkpoints(const Result& result,
                                         const nlohmann::ordered_json& setting) {
  const std::string engagement = table_3_log(result)->engagement;
  Table table{
      .name = "table-3-checkpoints-" + setting_title(setting),
      .caption = fmt::format(
          "{} AUC over one pass, {}: validation, median over {}, beside the paper's test AUC "
          "after 2, 4 and 6 million steps",
          engagement == "engagement" ? "Engagement" : engagement, setting_title(setting),
          counted_runs(result)),
      .columns = {{"model", false}}};
  constexpr const char* kHeads[] = {"1/3", "2/3", "3/3"};
  for (const char* head : kHeads) {
    table.columns.push_back({head});
    table.columns.push_back({"paper", true, true});
  }
  bool any_third = false;
  for (const ResultCell& cell : result.cells) {
    if (cell.setting != setting) continue;
    const auto paper = paper_table_3(model_of(result, cell.model));
    std::vector<TableCell> row = {model_title(cell.model)};
    for (std::size_t c = 0; c < std::size(kHeads); ++c) {
      std::vector<double> values;
      for (const TrialRecord* trial : trials_of(result, cell)) {
        const auto auc = auc_after(*trial, static_cast<double>(c + 1) / 3);
        if (auc) values.push_back(*auc);
      }
      any_third = any_third || (c == 0 && !values.empty());
      row.emplace_back(Number{.value = summarise(values).median});
      row.emplace_back(Number{.value = paper ? std::optional(paper->auc.at(c)) : std::nullopt});
    }
    table.rows.push_back(std::move(row));
  }
  return any_third ? std::optional(table) : std::nullopt;
}

}  // namespace mmoe
