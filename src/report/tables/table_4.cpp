// SPDX-License-Identifier: Apache-2.0
#include "report/tables/table_4.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/count_text.h"
#include "base/paper_values.h"
#include "results/labels.h"

namespace mmoe {
namespace {

/// The paper's pairs first, in its order.
std::vector<LiftName> paper_first(const LiveSetting& setting) {
  std::vector<LiftName> names = lift_names(setting);
  const auto place = [](const LiftName& name) {
    const auto& paper = paper_table_4();
    return std::ranges::find_if(paper,
                                [&](const PaperLift& lift) {
                                  return LiftName{lift.arm, lift.over, lift.metric} == name;
                                }) -
           paper.begin();
  };
  std::ranges::stable_sort(names, {}, place);
  return names;
}

/// "+19.72 (95 %)".
std::string paper_text_of(const LiftName& name) {
  const auto paper = paper_lift(name.arm, name.over, name.metric);
  if (!paper) return "–";
  return fmt::format("{:+.2f} ({:.0f} %)", 100 * paper->lift, 100 * paper->level);
}

/// "2 of 3".
std::string found_text(const LiveSetting& setting, const LiftName& name) {
  const auto [tested, found] = found_runs(setting, name);
  return tested == 0 ? "–" : fmt::format("{} of {}", found, tested);
}

std::string users_text(const std::optional<double>& users) {
  return users ? with_commas(std::llround(*users)) : "–";
}

std::vector<TableCell> lift_row(const LiveSetting& setting, const LiftName& name) {
  const auto median_of = [&](std::optional<double> LiftReadingRecord::*member) {
    const auto value = [&](const LiftRecord& lift) { return lift.live.*member; };
    return summarise_lifts(setting, name, value).median;
  };
  return {pair_title(setting, name),
          name.metric,
          paper_text_of(name),
          lift_number(setting, name, &LiftRecord::truth),
          lift_number(setting, name, &LiftRecord::live),
          lift_number(setting, name, &LiftRecord::cuped),
          found_text(setting, name),
          Number{.value = median_of(&LiftReadingRecord::power), .decimals = 2},
          users_text(median_of(&LiftReadingRecord::users_for_power_80))};
}

}  // namespace

Number percent_number(const std::optional<double>& lift, const std::optional<Interval>& interval) {
  Number number{.decimals = 2, .signed_ = true};
  if (lift) number.value = 100 * *lift;
  if (lift && interval) number.interval = Interval{100 * interval->low, 100 * interval->high};
  return number;
}

Number lift_number(const LiveSetting& setting, const LiftName& name,
                   LiftReadingRecord LiftRecord::*reading) {
  const auto lifts = lifts_of(setting, name);
  if (lifts.size() == 1) {
    const LiftReadingRecord& only = lifts[0]->*reading;
    return percent_number(only.lift, only.ci95);
  }
  const Summary summary =
      summarise_lifts(setting, name, [&](const LiftRecord& l) { return (l.*reading).lift; });
  const bool has_range = summary.n > 1 && summary.min;
  Number number =
      percent_number(summary.median, has_range ? std::optional(Interval{*summary.min, *summary.max})
                                               : std::nullopt);
  number.is_range = true;
  return number;
}

std::string lift_words(const LiveSetting& setting) {
  return setting.draws.size() == 1
             ? "[95 % interval over users]"
             : fmt::format("median of {} runs (least to greatest)", setting.draws.size());
}

Table table_4(const LiveSetting& setting) {
  Table table{
      .name = "table-4-" + setting_title(setting.setting),
      .caption = fmt::format(
          "Simulated live test, {}: relative differences in percent, {}; engagement only: "
          "Single-Task by engagement alone; truth: every user by "
          "every arm, expected responses; live: users split among the arms, responses drawn; "
          "found: runs whose live test is significant at 5 %; power to find the truth so, and the "
          "users of both arms for 80 %; paper: Table 4 and its level",
          setting_title(setting.setting), lift_words(setting)),
      .columns = {{"arms", false},
                  {"metric", false},
                  {"paper, %", true},
                  {"truth, %", true},
                  {"live, %", true},
                  {"with CUPED, %", true},
                  {"found", true},
                  {"power", true},
                  {"users needed", true}},
      .heads = 2};
  for (const LiftName& name : paper_first(setting)) {
    const auto paper = paper_lift(name.arm, name.over, name.metric);
    if (!paper && table.group_starts.empty() && !table.rows.empty()) {
      table.group_starts.push_back(table.rows.size());
    }
    table.rows.push_back(lift_row(setting, name));
  }
  return table;
}

}  // namespace mmoe
