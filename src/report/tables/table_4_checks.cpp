// SPDX-License-Identifier: Apache-2.0
// What checks the simulated test itself: estimates without a test, and tests without an effect.
#include <fmt/format.h>

#include <cmath>

#include "base/add_once.h"
#include "base/count_text.h"
#include "report/tables/table_4.h"
#include "results/labels.h"

namespace mmoe {
namespace {

constexpr int kRateDecimals = 5;

/// The estimates of one arm and metric, by run.
std::vector<const OffPolicyRecord*> off_policy_of(const LiveSetting& setting,
                                                  const OffPolicyRecord& like) {
  std::vector<const OffPolicyRecord*> found;
  for (const LiveDrawRecord* draw : setting.draws) {
    for (const OffPolicyRecord& record : draw->off_policy) {
      if (record.arm == like.arm && record.metric == like.metric) found.push_back(&record);
    }
  }
  return found;
}

template <typename Value>
Number rate_number(const std::vector<const OffPolicyRecord*>& records, Value value) {
  std::vector<double> values;
  for (const OffPolicyRecord* record : records) {
    if (const std::optional<double> number = value(*record)) values.push_back(*number);
  }
  return {.value = summarise(values).median, .decimals = kRateDecimals};
}

/// Of one run with its interval.
Number estimate_number(const std::vector<const OffPolicyRecord*>& records,
                       OffPolicyEstimateRecord OffPolicyRecord::*estimate) {
  Number number =
      rate_number(records, [&](const OffPolicyRecord& r) { return (r.*estimate).value; });
  if (records.size() == 1) number.interval = (records[0]->*estimate).ci95;
  return number;
}

/// "2 of 3": the runs whose interval covers the truth.
std::string covered_text(const std::vector<const OffPolicyRecord*>& records,
                         OffPolicyEstimateRecord OffPolicyRecord::*estimate) {
  std::size_t known = 0;
  std::size_t covered = 0;
  for (const OffPolicyRecord* record : records) {
    const auto& interval = (record->*estimate).ci95;
    if (!interval || !record->truth) continue;
    ++known;
    if (interval->low <= *record->truth && *record->truth <= interval->high) ++covered;
  }
  return known == 0 ? "–" : fmt::format("{} of {}", covered, known);
}

std::vector<TableCell> off_policy_row(const LiveSetting& setting, const OffPolicyRecord& like) {
  const auto records = off_policy_of(setting, like);
  const auto rows_text = [&](std::optional<double> OffPolicyRecord::*member) {
    const Number rows = rate_number(records, [&](const OffPolicyRecord& r) { return r.*member; });
    return rows.value ? with_commas(std::llround(*rows.value)) : std::string("–");
  };
  std::vector<TableCell> row = {
      arm_title(setting, like.arm), like.metric, rows_text(&OffPolicyRecord::rows),
      rows_text(&OffPolicyRecord::effective_rows),
      rate_number(records, [](const OffPolicyRecord& record) { return record.truth; })};
  for (auto estimate : {&OffPolicyRecord::ips, &OffPolicyRecord::snips, &OffPolicyRecord::dr}) {
    row.emplace_back(estimate_number(records, estimate));
    row.emplace_back(covered_text(records, estimate));
  }
  return row;
}

/// What `splits` tests at the level reject in 95 % of cases: "3.6 to 6.4 %".
std::string expected_text(const AaRecord& aa) {
  if (!aa.level || aa.splits < 1) return "–";
  const double half =
      1.96 * std::sqrt(*aa.level * (1 - *aa.level) / static_cast<double>(aa.splits));
  return fmt::format("{:.1f} to {:.1f}", 100 * (*aa.level - half), 100 * (*aa.level + half));
}

std::vector<TableCell> aa_row(const LiveDrawRecord& draw, const AaRecord& aa) {
  const auto percent = [](const std::optional<double>& share) {
    return Number{.value = share ? std::optional(100 * *share) : std::nullopt, .decimals = 1};
  };
  return {setting_title(draw.setting),
          fmt::format("{}", draw.run),
          aa.metric,
          with_commas(aa.splits),
          percent(aa.level),
          percent(aa.rejected),
          expected_text(aa)};
}

}  // namespace

std::optional<Table> table_4_off_policy(const LiveSetting& setting) {
  Table table{.name = "table-4-off-policy-" + setting_title(setting.setting),
              .caption = fmt::format(
                  "Off-policy estimates, simulated, {}: responses per impression of arms that "
                  "never served the log, from its rows with uniformly drawn items, beside the "
                  "truth{}; covered: 95 % intervals that have the truth",
                  setting_title(setting.setting),
                  setting.draws.size() == 1 ? " [95 % interval]" : ", medians over runs"),
              .columns = {{"arm", false},
                          {"metric", false},
                          {"rows", true},
                          {"effective", true, true},
                          {"truth", true}},
              .heads = 2};
  for (const char* title : {"IPS", "SNIPS", "doubly robust"}) {
    table.columns.push_back({title, true});
    table.columns.push_back({"covered", true, true});
  }
  std::vector<std::pair<std::string, std::string>> done;
  for (const LiveDrawRecord* draw : setting.draws) {
    for (const OffPolicyRecord& record : draw->off_policy) {
      const std::size_t before = done.size();
      add_once(done, {record.arm, record.metric});
      if (done.size() > before) table.rows.push_back(off_policy_row(setting, record));
    }
  }
  return table.rows.empty() ? std::nullopt : std::optional(table);
}

std::optional<Table> table_4_aa(const std::vector<LiveSetting>& settings) {
  Table table{.name = "table-4-aa",
              .caption =
                  "A/A test, simulated: how often the live reading calls one arm different "
                  "from itself, in percent of splits; expected: of a test that holds its "
                  "level, in 95 % of cases",
              .columns = {{"setting", false},
                          {"run", true},
                          {"metric", false},
                          {"splits", true},
                          {"level, %", true},
                          {"rejected, %", true},
                          {"expected, %", true}},
              .heads = 3};
  for (const LiveSetting& setting : settings) {
    for (const LiveDrawRecord* draw : setting.draws) {
      for (const AaRecord& aa : draw->aa) table.rows.push_back(aa_row(*draw, aa));
    }
  }
  return table.rows.empty() ? std::nullopt : std::optional(table);
}

}  // namespace mmoe
