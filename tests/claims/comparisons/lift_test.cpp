// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "claims/judge.h"
#include "claims/made_result.h"
#include "claims/paper_view.h"
#include "results/sample_live.h"

namespace mmoe {
namespace {

using ::testing::HasSubstr;
using testing::only_part;
using testing::read_sample_live;
using testing::SampleLive;

const Claim& table_4_claim(const std::string& name) {
  return *std::ranges::find(built_in_claims(), name, &Claim::name);
}

/// Three runs whose true lifts are these; engagement of Shared-Bottom over engagement alone.
Result with_true_lifts(const std::vector<double>& lifts, double p) {
  Result result = read_sample_live({.runs = static_cast<int>(lifts.size())});
  for (std::size_t run = 0; run < lifts.size(); ++run) {
    for (LiftRecord& lift : result.live->draws[run].lifts) {
      if (lift.over != kEngagementOnlyArm || lift.metric != "engagement") continue;
      lift.truth.lift = lifts[run];
      lift.truth.p = p;
    }
  }
  return result;
}

TEST(Lift, IsReadInEitherDirection) {
  const Part part = only_part(table_4_claim("sharing-costs-engagement"), read_sample_live());
  EXPECT_NEAR(part.estimate.value(), 0.0022, 1e-12);  // engagement alone over Shared-Bottom
  EXPECT_EQ(part.holds, true);
  EXPECT_EQ(part.runs, 1U);
  EXPECT_EQ(part.lacking, "test users too few");
  EXPECT_LT(part.p_for.value(), 1e-4);
  EXPECT_GT(part.p_against.value(), 0.999);
  EXPECT_EQ(part.what, "Shared-Bottom over Single-Task by engagement alone, engagement -0.22 %");
}

TEST(Lift, TakesMostOfTheRuns) {
  const Claim& claim = table_4_claim("sharing-costs-engagement");
  const Part most = only_part(claim, with_true_lifts({-0.01, 0.02, -0.03}, 0.002));
  EXPECT_NEAR(most.estimate.value(), 0.01, 1e-12);
  EXPECT_NEAR(most.p_for.value(), 2 * 0.001, 1e-12);
  EXPECT_EQ(most.p_against, 1);
  EXPECT_THAT(most.what, HasSubstr("-1.00 % (-3.00 % to +2.00 %)"));
  EXPECT_EQ(most.lacking, "runs disagree");
  const Part few = only_part(claim, with_true_lifts({0.01, 0.02, -0.03}, 0.002));
  EXPECT_EQ(few.holds, false);
  EXPECT_NEAR(few.p_against.value(), 2 * 0.001, 1e-12);
  const Part none = only_part(claim, with_true_lifts({0, 0, 0}, 1));
  EXPECT_EQ(none.holds, false);
  EXPECT_EQ(none.p_for, 1);
}

TEST(Lift, OfUndefinedNumbersHasNoTest) {
  Result result = read_sample_live();
  for (LiftRecord& lift : result.live->draws[0].lifts) lift.truth = {};
  const Part part = only_part(table_4_claim("mmoe-gains-engagement"), result);
  EXPECT_FALSE(part.p_for);
  EXPECT_EQ(part.reason, "no run has the lift");
  EXPECT_FALSE(
      only_part(table_4_claim("sharing-gains-more-than-gates"), result).estimate.has_value());
}

TEST(Lift, OfALiveTestHasItsNoise) {
  const Claim& claim = table_4_claim("live-mmoe-gains-engagement");
  const Part part = only_part(claim, read_sample_live());
  EXPECT_NEAR(part.estimate.value(), 0.0025 + 0.005, 1e-12);
  EXPECT_GT(part.p_for.value(), 0.1);
  const Part small = only_part(claim, read_sample_live({.live_error = 0.0001}));
  EXPECT_LT(small.p_for.value(), 1e-6);
}

TEST(Lift, CountsTheTestsThatReachThePapersLevel) {
  const Claim& claim = table_4_claim("level-sharing-gains-satisfaction");
  const Part all = only_part(claim, read_sample_live({.runs = 3}));
  EXPECT_EQ(all.estimate, 1);
  EXPECT_EQ(all.holds, true);
  EXPECT_THAT(all.what, HasSubstr("significant at the 95 % level in 3 of 3 live tests, power"));
  const Part none = only_part(table_4_claim("level-mmoe-gains-engagement"), read_sample_live());
  EXPECT_EQ(none.estimate, 0);
  EXPECT_EQ(none.holds, false);
  EXPECT_EQ(none.certain, Outcome::kNotTested);
}

TEST(Lift, OfTwoLiftsTheGreaterIsFound) {
  const Claim& claim = table_4_claim("sharing-gains-more-than-gates");
  const Part part = only_part(claim, read_sample_live());
  EXPECT_NEAR(part.estimate.value(), 0.1 - 0.015, 1e-12);
  EXPECT_LT(part.p_for.value(), 1e-6);
  const Part turned = only_part(claim, read_sample_live({.shared_satisfaction = 0.01}));
  EXPECT_EQ(turned.holds, false);
  EXPECT_LT(turned.p_against.value(), 1e-6);
  const Part same = only_part(claim, read_sample_live({.shared_satisfaction = 0.03}));
  EXPECT_NEAR(same.p_for.value(), 0.5, 1e-12);
}

TEST(Lift, ThePapersOwnNumbersBearItsWordsOut) {
  for (const Claim& claim : built_in_claims()) {
    if (claim.family != "table-4") continue;
    EXPECT_EQ(paper_text(claim), claim.comparison == "live-level" ? "table" : "table (table: true)")
        << claim.name;
  }
}

TEST(Lift, IsJudgedWhereAResultHasALiveTestAtTheSetting) {
  const auto judged = [](const SampleLive& of) {
    std::vector<Claim> claims = {table_4_claim("sharing-gains-satisfaction"),
                                 table_4_claim("live-mmoe-gains-engagement"),
                                 table_4_claim("level-sharing-costs-engagement")};
    return judge(claims, {read_sample_live(of)});
  };
  const auto verdicts = judged({.relatedness = {0, 0.5}, .runs = 3});
  EXPECT_EQ(verdicts[0].outcome, Outcome::kSupported);
  EXPECT_EQ(verdicts[0].runs, 3U);
  EXPECT_EQ(verdicts[1].outcome, Outcome::kInconclusive);
  EXPECT_EQ(verdicts[2].outcome, Outcome::kNotTested);
  EXPECT_EQ(judged({.shared_satisfaction = -0.2})[0].outcome, Outcome::kContradicted);
  EXPECT_EQ(judged({.relatedness = {0.9}})[0].outcome, Outcome::kNoData);
  EXPECT_EQ(judge({table_4_claim("sharing-gains-satisfaction")},
                  {testing::made_losses({{"mmoe@0.5", {1.0}}})})[0]
                .outcome,
            Outcome::kNoData);
}

}  // namespace
}  // namespace mmoe
