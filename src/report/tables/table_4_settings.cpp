// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "base/paper_values.h"
#include "report/tables/table_4.h"
#include "results/labels.h"

namespace mmoe {

std::optional<Table> table_4_settings(const std::vector<LiveSetting>& settings) {
  if (settings.size() < 2) return std::nullopt;
  Table table{.name = "table-4-settings",
              .caption =
                  "Simulated live test over settings: the true lifts of the paper's pairs "
                  "in percent; of one run [95 % interval over users], of several median "
                  "(least to greatest)",
              .columns = {{"setting", false}, {"runs", true}}};
  for (const PaperLift& paper : paper_table_4()) {
    const LiftName name = {paper.arm, paper.over, paper.metric};
    table.columns.push_back(
        {fmt::format("{}, {}", pair_title(settings.front(), name), paper.metric), true});
  }
  for (const LiveSetting& setting : settings) {
    std::vector<TableCell> row = {setting_title(setting.setting),
                                  fmt::format("{}", setting.draws.size())};
    for (const PaperLift& paper : paper_table_4()) {
      row.emplace_back(
          lift_number(setting, {paper.arm, paper.over, paper.metric}, &LiftRecord::truth));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace mmoe
