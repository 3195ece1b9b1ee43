// SPDX-License-Identifier: Apache-2.0
#include "results/live_record.h"

#include <gmock/gmock.h>

#include "base/error.h"
#include "results/sample_live.h"
#include "results/sample_result.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::sample_live;
using testing::sample_live_result;
using ::testing::StartsWith;

/// The error of a result whose live test is changed.
template <typename Change>
std::string live_error_with(Change change) {
  ordered_json live = sample_live({.relatedness = {0, 0.5}, .runs = 2});
  change(live["draws"][3]);
  try {
    to_result(sample_live_result(live), "live.json");
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

TEST(LiveRecord, ReadsWhatWasWritten) {
  const LiveRecord live = read_live_record(sample_live({.relatedness = {0, 0.5}, .runs = 2}));
  EXPECT_EQ(live.options["test_users"], 4000);
  ASSERT_EQ(live.draws.size(), 4U);
  const LiveDrawRecord& draw = live.draws[3];
  EXPECT_EQ(draw.setting["relatedness"], 0.5);
  EXPECT_EQ(draw.run, 1);
  EXPECT_EQ(draw.alpha.value, 0.5);
  EXPECT_EQ(draw.alpha.arm, "shared-bottom");
  EXPECT_EQ(draw.alpha.engagement_loss, 0.0021);
  ASSERT_EQ(draw.curves.size(), 3U);
  EXPECT_EQ(draw.curves[2].arm, "oracle");
  ASSERT_EQ(draw.curves[2].rates.size(), 4U);
  EXPECT_NEAR(draw.curves[2].rates[2].engagement.value(), 0.48, 1e-12);
  ASSERT_EQ(draw.arms.size(), 5U);
  EXPECT_EQ(draw.arms[0].alpha, 0);
  EXPECT_EQ(draw.arms[0].users, 800);
  EXPECT_FALSE(find_arm(draw, "random")->alpha);
  EXPECT_NEAR(find_arm(draw, "oracle")->truth.of("satisfaction").value(), 0.032, 1e-12);
  EXPECT_EQ(find_arm(draw, "omoe"), nullptr);
  const LiftRecord* lift = find_lift(draw, "mmoe", "shared-bottom", "engagement");
  ASSERT_NE(lift, nullptr);
  EXPECT_NEAR(lift->truth.lift.value(), 0.0026, 1e-12);
  EXPECT_FALSE(lift->truth.ci90);
  EXPECT_NEAR(lift->truth.ci95->low, 0.0026 - 1.96 * 0.0005, 1e-12);
  EXPECT_TRUE(lift->live.ci90);
  EXPECT_TRUE(lift->live.power);
  EXPECT_TRUE(lift->live.users_for_power_80);
  EXPECT_EQ(lift->cuped.variance_ratio, 0.9);
  EXPECT_EQ(find_lift(draw, "shared-bottom", "mmoe", "engagement"), nullptr);
  ASSERT_EQ(draw.aa.size(), 2U);
  EXPECT_EQ(draw.aa[1].rejected, 0.048);
  ASSERT_EQ(draw.off_policy.size(), 2U);
  EXPECT_EQ(draw.off_policy[0].effective_rows, 1250);
  EXPECT_TRUE(draw.off_policy[0].dr.ci95);
}

TEST(LiveRecord, UndefinedNumbersAreEmpty) {
  ordered_json live = sample_live();
  ordered_json& draw = live["draws"][0];
  draw["alpha"]["value"] = nullptr;
  draw["curve"][0]["engagement"][1] = nullptr;
  draw["arms"][1]["live"]["users"] = nullptr;
  for (const char* name : {"lift", "ci90", "ci95", "p", "power", "users_for_power_80"}) {
    draw["lifts"][0]["live"][name] = nullptr;
  }
  draw["aa"][0]["rejected"] = nullptr;
  draw["off_policy"][0]["snips"] = {{"value", nullptr}, {"ci95", nullptr}};
  const LiveDrawRecord read = read_live_record(live).draws.at(0);
  EXPECT_FALSE(read.alpha.value);
  EXPECT_FALSE(read.curves[0].rates[1].engagement);
  EXPECT_TRUE(read.curves[0].rates[1].satisfaction);
  EXPECT_FALSE(read.arms[1].users);
  EXPECT_FALSE(read.lifts[0].live.lift);
  EXPECT_FALSE(read.lifts[0].live.ci90);
  EXPECT_FALSE(read.lifts[0].live.users_for_power_80);
  EXPECT_FALSE(read.aa[0].rejected);
  EXPECT_FALSE(read.off_policy[0].snips.value);
  EXPECT_FALSE(read.off_policy[0].snips.ci95);
}

TEST(LiveRecord, OtherResultsHaveNone) {
  EXPECT_FALSE(to_result(testing::sample_census(1), "census.json").live);
  EXPECT_FALSE(to_result(sample_live_result(nullptr), "live.json").live);
  EXPECT_EQ(testing::read_sample_live().live->draws.size(), 1U);
}

TEST(LiveRecord, NamesTheFaultOfADamagedFile) {
  EXPECT_EQ(live_error_with([](ordered_json&) {}), "no error");
  EXPECT_EQ(live_error_with([](ordered_json& draw) { draw["curve"][1]["satisfaction"].erase(0); }),
            "live.json: damaged: live.draws[3].curve[1].satisfaction: found 3 values; expected 4, "
            "one per alpha");
  EXPECT_EQ(live_error_with([](ordered_json& draw) { draw["lifts"][2]["cuped"]["ci90"] = {1.0}; }),
            "live.json: damaged: live.draws[3].lifts[2].cuped.ci90: found 1 numbers; expected "
            "[low, high]");
  EXPECT_EQ(live_error_with([](ordered_json& draw) { draw["aa"][0]["metric"] = "clicks"; }),
            "live.json: damaged: live.draws[3].aa[0].metric: found 'clicks'; expected engagement "
            "or satisfaction");
  EXPECT_THAT(live_error_with([](ordered_json& draw) { draw["lifts"][0].erase("truth"); }),
              AllOf(StartsWith("live.json: damaged: "), HasSubstr("'truth'")));
  EXPECT_THAT(live_error_with([](ordered_json& draw) { draw["arms"] = 3; }),
              StartsWith("live.json: damaged: "));
}

}  // namespace
}  // namespace mmoe
