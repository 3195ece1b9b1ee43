// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <functional>

#include "base/count_text.h"
#include "report/tables/median_number.h"
#include "report/tables/table_4.h"
#include "results/labels.h"

namespace mmoe {
namespace {

/// Summary over the runs that have the arm, and a value.
Summary over_runs(const LiveSetting& setting, const std::string& arm,
                  const std::function<std::optional<double>(const LiveArmRecord&)>& value) {
  std::vector<double> values;
  for (const LiveDrawRecord* draw : setting.draws) {
    const LiveArmRecord* found = find_arm(*draw, arm);
    const auto number = found != nullptr ? value(*found) : std::nullopt;
    if (number) values.push_back(*number);
  }
  return summarise(values);
}

/// The truth relative to engagement alone in the same run.
Number over_engagement_only(const LiveSetting& setting, const std::string& arm,
                            const std::string& metric) {
  std::vector<double> lifts;
  for (const LiveDrawRecord* draw : setting.draws) {
    const LiveArmRecord* of = find_arm(*draw, arm);
    const LiveArmRecord* base = find_arm(*draw, kEngagementOnlyArm);
    if (of == nullptr || base == nullptr) continue;
    const auto lift = relative_difference(of->truth.of(metric), base->truth.of(metric));
    if (lift) lifts.push_back(*lift);
  }
  return percent_number(summarise(lifts).median, {});
}

std::vector<TableCell> arm_row(const LiveSetting& setting, const std::string& arm) {
  const Summary alpha = over_runs(setting, arm, [](const LiveArmRecord& a) { return a.alpha; });
  const Summary users = over_runs(setting, arm, [](const LiveArmRecord& a) {
    return a.users ? std::optional(static_cast<double>(*a.users)) : std::nullopt;
  });
  Number alpha_number = median_number(alpha);
  alpha_number.decimals = 2;
  std::vector<TableCell> row = {arm_title(setting, arm), alpha_number};
  for (const char* metric : kLiveMetrics) {
    const auto median_rate = [&](LiveRatesRecord LiveArmRecord::*reading) {
      const auto value = [&](const LiveArmRecord& a) { return (a.*reading).of(metric); };
      return Number{.value = over_runs(setting, arm, value).median, .decimals = 5};
    };
    row.emplace_back(median_rate(&LiveArmRecord::truth));
    row.emplace_back(over_engagement_only(setting, arm, metric));
    row.emplace_back(median_rate(&LiveArmRecord::live));
  }
  row.emplace_back(users.median ? with_commas(static_cast<std::int64_t>(*users.median)) : "–");
  return row;
}

}  // namespace

Table table_4_arms(const LiveSetting& setting) {
  const char* words = setting.draws.size() == 1 ? "" : ", medians over runs";
  Table table{.name = "table-4-arms-" + setting_title(setting.setting),
              .caption = fmt::format(
                  "Simulated live test, {}: responses per impression of every arm{}; alpha weighs "
                  "satisfaction in the score; relative: the truth over Single-Task by engagement "
                  "alone; users: that the arm served in the live reading",
                  setting_title(setting.setting), words),
              .columns = {{"arm", false}, {"alpha", true}}};
  for (const char* metric : kLiveMetrics) {
    table.columns.push_back({fmt::format("{}, truth", metric), true});
    table.columns.push_back({"relative, %", true, true});
    table.columns.push_back({"live", true, true});
  }
  table.columns.push_back({"users", true});
  for (const std::string& arm : arms_of(setting)) table.rows.push_back(arm_row(setting, arm));
  return table;
}

}  // namespace mmoe
