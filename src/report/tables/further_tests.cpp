// SPDX-License-Identifier: Apache-2.0
#include "report/tables/further_tests.h"

#include <fmt/format.h>

#include "report/tables/median_number.h"
#include "results/labels.h"
#include "results/runs.h"
#include "statistics/summary.h"

namespace mmoe {

Table further_test_table(const Result& result, const nlohmann::ordered_json& setting,
                         const std::string& split) {
  const std::string metric = headline_metric(result);
  const auto tasks = tasks_of(result, setting, metric);
  Table table{.name = fmt::format("{}-{}", split, setting_title(setting)),
              .caption = fmt::format("on {}: the same weights on other test examples; {} over {}",
                                     split_title(split), kMedianWords, counted_runs(result)),
              .columns = {{"model", false}}};
  for (const std::string& task : tasks) {
    table.columns.push_back({fmt::format("{} {}", task, metric_title(metric))});
  }
  for (const ResultCell& cell : result.cells) {
    if (cell.setting != setting) continue;
    const auto trials = trials_of(result, cell);
    std::vector<TableCell> row = {model_title(cell.model)};
    for (const std::string& task : tasks) {
      row.emplace_back(median_number(summarise(test_values(trials, metric, task, split))));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace mmoe
