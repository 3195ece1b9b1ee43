// SPDX-License-Identifier: Apache-2.0
#include "live/findings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <type_traits>

#include "live/small_live.h"
#include "live/test_totals.h"

namespace mmoe::testing {
namespace {

using nlohmann::ordered_json;

// Alpha comes from validation users alone: nothing else makes one.
static_assert(!std::is_constructible_v<FrozenAlpha, double, double>);
static_assert(!std::is_convertible_v<TestUsers, ValidationUsers>);
static_assert(!std::is_invocable_v<decltype(choose_alpha), const LiveWorld&,
                                   const std::vector<LiveArm>&, const TestUsers&, std::size_t>);

const SmallLive& three_models() {
  static const SmallLive live({"single-task", "shared-bottom", "mmoe"});
  return live;
}

const ordered_json& arm_of(const ordered_json& list, const std::string& name) {
  for (const ordered_json& arm : list) {
    if (arm["arm"] == name) return arm;
  }
  throw std::out_of_range(name);
}

TEST(LiveFindings, AreTheSameForAnyNumberOfJobs) {
  const LiveDraw draw = three_models().draw();
  const std::string one = live_findings(draw, 1).dump();
  EXPECT_EQ(live_findings(draw, 2).dump(), one);
  EXPECT_EQ(live_findings(draw, 5).dump(), one);
}

TEST(LiveFindings, ListEveryArmAndComparison) {
  const ordered_json found = live_findings(three_models().draw(), 2);
  std::vector<std::string> arms, lifts;
  for (const ordered_json& arm : found["arms"]) arms.push_back(arm["arm"]);
  for (const ordered_json& lift : found["lifts"]) {
    lifts.push_back(lift["arm"].get<std::string>() + " over " + lift["over"].get<std::string>());
  }
  EXPECT_THAT(arms, ::testing::ElementsAre("engagement-only", "single-task", "shared-bottom",
                                           "mmoe", "random", "oracle"));
  EXPECT_THAT(lifts, ::testing::ElementsAre(
                         "shared-bottom over engagement-only", "shared-bottom over engagement-only",
                         "single-task over shared-bottom", "single-task over shared-bottom",
                         "mmoe over shared-bottom", "mmoe over shared-bottom",
                         "random over shared-bottom", "random over shared-bottom",
                         "oracle over shared-bottom", "oracle over shared-bottom"));
  EXPECT_EQ(found["curve"].size(), 4U);  // single-task, shared-bottom, mmoe, oracle
}

TEST(LiveFindings, TheOracleIsTheBestAndItsCurveFallsAndRises) {
  const ordered_json found = live_findings(three_models().draw(), 2);
  const ordered_json& oracle = arm_of(found["curve"], "oracle");
  for (std::size_t i = 1; i < oracle["alphas"].size(); ++i) {
    EXPECT_LE(oracle["engagement"][i], oracle["engagement"][i - 1]);
    EXPECT_GE(oracle["satisfaction"][i], oracle["satisfaction"][i - 1]);
  }
  for (const ordered_json& arm : found["curve"]) {
    EXPECT_LE(arm["engagement"][0], oracle["engagement"][0]) << arm["arm"];
  }
  EXPECT_GT(arm_of(found["arms"], "oracle")["truth"]["engagement"],
            arm_of(found["arms"], "random")["truth"]["engagement"]);
}

TEST(LiveFindings, TheCurveAtAlphaIsTheTruthOfTheArms) {
  const ordered_json found = live_findings(three_models().draw(), 2);
  const double alpha = found["alpha"]["value"];
  for (const ordered_json& arm : found["curve"]) {
    const std::vector<double> alphas = arm["alphas"];
    const auto at = std::find(alphas.begin(), alphas.end(), alpha) - alphas.begin();
    const double truth = arm_of(found["arms"], arm["arm"])["truth"]["engagement"];
    EXPECT_NEAR(arm["engagement"][static_cast<std::size_t>(at)].get<double>(), truth, 1e-12);
  }
}

TEST(LiveFindings, EveryUserIsUnderOneArm) {
  const ordered_json found = live_findings(three_models().draw(), 1);
  std::int64_t users = 0;
  for (const ordered_json& arm : found["arms"]) users += arm["live"]["users"].get<std::int64_t>();
  EXPECT_EQ(users, three_models().options.test_users);
}

TEST(ChooseAlpha, TakesTheLargestThatCostsNoMoreThanAllowed) {
  SmallLive live({"shared-bottom"});
  const auto arms = live_arms({"shared-bottom"});
  const auto chosen = [&](double loss) {
    live.options.engagement_loss = loss;
    return choose_alpha(live.world(), arms, ValidationUsers(live.options), 2);
  };
  EXPECT_EQ(chosen(1).value(), 3);
  const FrozenAlpha some = chosen(0.01);
  EXPECT_LE(some.engagement_loss(), 0.01);
  EXPECT_LE(chosen(0).value(), some.value());
  EXPECT_LE(some.value(), 3);
}

/// Drawn responses vary about the true probabilities: their mean is within 4 standard errors.
TEST(RunTest, DrawsWhatTheTruthExpects) {
  const SmallLive live({"shared-bottom"});
  const LiveDraw draw = live.draw();
  const FrozenAlpha alpha = choose_alpha(draw.world, draw.arms, ValidationUsers(live.options), 1);
  const TestTotals totals = run_test(draw.world, draw.arms, TestUsers(live.options), alpha, 2);
  for (std::size_t a = 0; a < draw.arms.size(); ++a) {
    for (std::size_t t = 0; t < 2; ++t) {
      double truth = 0, drawn = 0, count = 0;
      for (std::size_t u = 0; u < totals.truth[a][t].size(); ++u) {
        truth += totals.truth[a][t][u].sum;
        drawn += totals.drawn[a][t][u].sum;
        count += totals.drawn[a][t][u].count;
      }
      EXPECT_EQ(count, 3000);
      const double rate = truth / count;
      EXPECT_NEAR(drawn / count, rate, 4 * std::sqrt(rate * (1 - rate) / count))
          << draw.arms[a].name << " " << t;
    }
  }
}

}  // namespace
}  // namespace mmoe::testing
