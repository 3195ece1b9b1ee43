// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "base/paper_values.h"
#include "report/tables/table_4.h"
#include "results/labels.h"
#include "results/number_text.h"

namespace mmoe {
namespace {

/// "[-0.10, +0.42]", in percent.
std::string percent_interval(const std::optional<Interval>& interval) {
  if (!interval) return "–";
  return fmt::format("[{:+.2f}, {:+.2f}]", 100 * interval->low, 100 * interval->high);
}

std::vector<TableCell> run_row(const LiveSetting& setting, const LiftName& name,
                               const LiveDrawRecord& draw, const LiftRecord& lift) {
  return {pair_title(setting, name),
          name.metric,
          fmt::format("{}", draw.run),
          percent_number(lift.truth.lift, lift.truth.ci95),
          p_text(lift.truth.p),
          percent_number(lift.live.lift, lift.live.ci95),
          percent_interval(lift.live.ci90),
          p_text(lift.live.p),
          percent_number(lift.cuped.lift, lift.cuped.ci95),
          percent_interval(lift.cuped.ci90),
          p_text(lift.cuped.p),
          Number{.value = lift.cuped.variance_ratio, .decimals = 2}};
}

}  // namespace

Table table_4_runs(const LiveSetting& setting) {
  Table table{.name = "table-4-runs-" + setting_title(setting.setting),
              .caption = fmt::format(
                  "Simulated live test, {}, run by run: the paper's pairs in percent [95 % "
                  "interval]. Intervals and p are over the users of one run, for the models "
                  "trained in it: they do not say how the next training would differ. Variance "
                  "left: by CUPED",
                  setting_title(setting.setting)),
              .columns = {{"arms", false},
                          {"metric", false},
                          {"run", true},
                          {"truth, %", true},
                          {"p", true, true},
                          {"live, %", true},
                          {"90 % interval", true, true},
                          {"p", true, true},
                          {"with CUPED, %", true},
                          {"90 % interval", true, true},
                          {"p", true, true},
                          {"variance left", true}},
              .heads = 3};
  for (const PaperLift& paper : paper_table_4()) {
    const LiftName name = {paper.arm, paper.over, paper.metric};
    if (!table.rows.empty()) table.group_starts.push_back(table.rows.size());
    for (const LiveDrawRecord* draw : setting.draws) {
      const LiftRecord* lift = find_lift(*draw, name.arm, name.over, name.metric);
      if (lift != nullptr) table.rows.push_back(run_row(setting, name, *draw, *lift));
    }
  }
  return table;
}

}  // namespace mmoe
