// SPDX-License-Identifier: Apache-2.0
#include "report/tables/table_4.h"

#include <gmock/gmock.h>

#include "results/sample_live.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;
using testing::sample_live;

/// A live test and its settings, which point into it.
struct ReadLive {
  LiveRecord record;
  std::vector<LiveSetting> settings;

  explicit ReadLive(const ordered_json& live)
      : record(read_live_record(live)), settings(live_settings(record)) {}
};

std::string cell_text_at(const Table& table, std::size_t row, std::size_t column) {
  const TableCell& cell = table.rows.at(row).at(column);
  const auto* number = std::get_if<Number>(&cell);
  return number != nullptr ? number_text(*number) : std::get<std::string>(cell);
}

TEST(Table4, HasThePaperAndBothReadingsSideBySide) {
  const ReadLive live(sample_live());
  const Table table = table_4(live.settings[0]);
  EXPECT_THAT(table.caption, HasSubstr("Simulated"));
  ASSERT_EQ(table.rows.size(), 8U);
  EXPECT_EQ(cell_text_at(table, 0, 0), "Shared-Bottom over engagement only");
  EXPECT_EQ(cell_text_at(table, 0, 1), "engagement");
  EXPECT_EQ(cell_text_at(table, 0, 2), "-0.22 (90 %)");
  EXPECT_EQ(cell_text_at(table, 0, 3), "-0.22 [-0.32, -0.12]");
  EXPECT_EQ(cell_text_at(table, 0, 4), "+0.28 [-1.68, +2.24]");
  EXPECT_EQ(cell_text_at(table, 0, 5), "+0.18 [-1.68, +2.04]");
  EXPECT_EQ(cell_text_at(table, 0, 6), "0 of 1");
  EXPECT_EQ(cell_text_at(table, 1, 2), "+19.72 (95 %)");
  EXPECT_EQ(cell_text_at(table, 1, 6), "1 of 1");
  EXPECT_EQ(cell_text_at(table, 3, 0), "MMoE over Shared-Bottom");
  EXPECT_EQ(cell_text_at(table, 3, 2), "+2.65 (95 %)");
  EXPECT_EQ(cell_text_at(table, 4, 2), "–");  // the paper has no other arms
  EXPECT_EQ(table.group_starts, std::vector<std::size_t>{4});
}

TEST(Table4, OfSeveralRunsHasMediansAndTheRange) {
  const ReadLive live(sample_live({.relatedness = {0.5, 0.9}, .runs = 3, .step = 0.01}));
  ASSERT_EQ(live.settings.size(), 2U);
  const Table table = table_4(live.settings[0]);
  EXPECT_EQ(cell_text_at(table, 0, 3), "+0.78 (-0.22 to +1.78)");
  EXPECT_THAT(table.caption, HasSubstr("median of 3 runs (least to greatest)"));
  const Table runs = table_4_runs(live.settings[0]);
  ASSERT_EQ(runs.rows.size(), 12U);
  EXPECT_THAT(runs.caption, HasSubstr("over the users of one run"));
  EXPECT_EQ(cell_text_at(runs, 1, 2), "1");
  EXPECT_EQ(cell_text_at(runs, 1, 3), "+0.78 [+0.68, +0.88]");
  EXPECT_EQ(cell_text_at(runs, 0, 6), "[-1.36, +1.93]");
  EXPECT_EQ(cell_text_at(runs, 0, 11), "0.90");
  EXPECT_EQ(runs.group_starts, (std::vector<std::size_t>{3, 6, 9}));
}

TEST(Table4, HasEveryArmsRates) {
  const ReadLive live(sample_live());
  const Table table = table_4_arms(live.settings[0]);
  ASSERT_EQ(table.rows.size(), 5U);
  EXPECT_EQ(cell_text_at(table, 0, 1), "0.00");
  EXPECT_EQ(cell_text_at(table, 3, 1), "–");  // random has no alpha
  EXPECT_EQ(cell_text_at(table, 0, 2), "0.40000");
  EXPECT_EQ(cell_text_at(table, 1, 3), "-0.22");
  EXPECT_EQ(cell_text_at(table, 4, 6), "+60.00");
  EXPECT_EQ(cell_text_at(table, 4, 8), "800");
}

TEST(Table4, HasOffPolicyEstimatesBesideTheTruth) {
  const ReadLive live(sample_live());
  const auto table = table_4_off_policy(live.settings[0]);
  ASSERT_TRUE(table);
  ASSERT_EQ(table->rows.size(), 2U);
  EXPECT_EQ(cell_text_at(*table, 0, 2), "20,000");
  EXPECT_EQ(cell_text_at(*table, 0, 3), "1,250");
  EXPECT_EQ(cell_text_at(*table, 0, 6), "0 of 1");  // 0.02 off, +- 0.01
  EXPECT_EQ(cell_text_at(*table, 0, 8), "1 of 1");
  const ReadLive three(sample_live({.runs = 3}));
  EXPECT_EQ(cell_text_at(table_4_off_policy(three.settings[0]).value(), 0, 10), "3 of 3");
}

TEST(Table4, SaysHowOftenTestsWithoutAnEffectReject) {
  const ReadLive live(sample_live({.relatedness = {0.5, 0.9}, .runs = 2}));
  const auto table = table_4_aa(live.settings);
  ASSERT_TRUE(table);
  ASSERT_EQ(table->rows.size(), 8U);
  EXPECT_EQ(cell_text_at(*table, 0, 5), "4.8");
  EXPECT_EQ(cell_text_at(*table, 0, 6), "3.6 to 6.4");
}

TEST(Table4, ShowsHowLiftsChangeWithTheSetting) {
  EXPECT_FALSE(table_4_settings(ReadLive(sample_live()).settings));
  const ReadLive live(sample_live({.relatedness = {0, 0.5, 1}}));
  const auto table = table_4_settings(live.settings);
  ASSERT_TRUE(table);
  ASSERT_EQ(table->rows.size(), 3U);
  EXPECT_EQ(cell_text_at(*table, 0, 3), "+20.00 [+19.90, +20.10]");
  EXPECT_EQ(cell_text_at(*table, 2, 3), "+0.00 [-0.10, +0.10]");
}

TEST(Table4, OfUndefinedNumbersHasDashes) {
  ordered_json json = sample_live();
  ordered_json& draw = json["draws"][0];
  for (auto& lift : draw["lifts"]) {
    for (const char* reading : {"truth", "live", "cuped"}) {
      for (auto& [name, value] : lift[reading].items()) value = nullptr;
    }
  }
  draw["arms"][0]["truth"]["engagement"] = nullptr;
  draw["aa"][0]["rejected"] = draw["aa"][0]["level"] = nullptr;
  draw["off_policy"] = ordered_json::array();
  const ReadLive live(json);
  const Table table = table_4(live.settings[0]);
  for (std::size_t column = 3; column < 9; ++column) {
    EXPECT_EQ(cell_text_at(table, 0, column), "–") << column;
  }
  EXPECT_EQ(cell_text_at(table_4_runs(live.settings[0]), 0, 6), "–");
  EXPECT_EQ(cell_text_at(table_4_arms(live.settings[0]), 1, 3), "–");
  EXPECT_EQ(cell_text_at(table_4_aa(live.settings).value(), 0, 6), "–");
  EXPECT_FALSE(table_4_off_policy(live.settings[0]));
}

}  // namespace
}  // namespace mmoe
