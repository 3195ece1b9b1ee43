// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <cmath>

#include "claims/judge.h"
#include "claims/made_result.h"
#include "claims/verdict_text.h"

namespace mmoe {
namespace {

using testing::kThreeAlike;
using testing::made_claim;
using testing::made_losses;
using testing::only_part;

TEST(Better, IsTheMedianPairedDifference) {
  const Result result = made_losses({{"mmoe@0.5", {1, 2, 3}}, {"omoe@0.5", {2, 4, 6}}});
  const Part part = only_part(made_claim("better", {"mmoe@0.5"}, {"omoe@0.5"}), result);
  EXPECT_EQ(part.runs, 3U);
  EXPECT_EQ(part.estimate, -2);
  EXPECT_EQ(part.holds, true);
  EXPECT_NEAR(*part.p_for, kThreeAlike, 1e-6);
  EXPECT_EQ(part.p_against, 1);
  EXPECT_DOUBLE_EQ(*part.share, 3.5 / 4);
  EXPECT_EQ(part_text(part),
            "MMoE 2.0000, OMoE 4.0000 (means 2.0000, 4.0000): -2.0000 (-3.0000 to -1.0000)");
}

TEST(Better, HigherIsBetterForAuc) {
  const Result result =
      testing::made_auc({{"mmoe@1", {0.7, 0.8, 0.9}}, {"omoe@1", {0.6, 0.6, 0.6}}});
  Claim claim = made_claim("better", {"mmoe@1"}, {"omoe@1"});
  claim.setting = "group";
  claim.task = "main";
  const Part part = only_part(claim, result);
  EXPECT_NEAR(*part.estimate, 0.2, 1e-12);
  EXPECT_EQ(part.holds, true);
  EXPECT_NEAR(*part.p_for, kThreeAlike, 1e-6);
}

/// AUCs whose runs hardly vary, with these blocks of test rows in every trial of the first model.
Result auc_with_blocks(const std::vector<double>& blocks) {
  Result result =
      testing::made_auc({{"mmoe@1", {0.701, 0.702, 0.703}}, {"omoe@1", {0.700, 0.700, 0.700}}});
  for (TrialRecord& trial : result.trials) {
    trial.auc_blocks = {{"first", trial.model == "mmoe" ? blocks : std::vector<double>(2, 0.0)}};
  }
  return result;
}

TEST(Better, OfAucsWithBlocksIsTheMeanOverRunsAndTestRows) {
  Claim claim = made_claim("better", {"mmoe@1"}, {"omoe@1"});
  claim.data = "census-income";
  claim.setting = "group";
  claim.task = "main";
  const Part still = only_part(claim, auc_with_blocks({0, 0}));
  EXPECT_NEAR(*still.estimate, 0.002, 1e-12);
  EXPECT_NEAR(still.sources->runs, 0.001 / std::sqrt(3), 1e-12);
  EXPECT_EQ(still.sources->rows, 0);
  EXPECT_LT(*still.p_for, 0.05);
  EXPECT_NEAR(*still.p_for + *still.p_against, 1, 1e-12);
  EXPECT_NEAR(interval_of(still, 0.95)->low, still.sources->ci95.low, 1e-12);
  EXPECT_LT(interval_of(still, 0.99)->low, still.sources->ci95.low);
  // Rows that vary by 0.1 hide a difference of 0.002, whatever the number of runs.
  const Part hidden = only_part(claim, auc_with_blocks({0.1, -0.1}));
  EXPECT_EQ(hidden.holds, true);
  EXPECT_GT(*hidden.p_for, 0.4);
  EXPECT_THAT(part_text(hidden), ::testing::HasSubstr("(standard errors: runs 0.00058, test rows"));
  const auto verdicts = judge({claim}, {auc_with_blocks({0.1, -0.1})});
  EXPECT_FALSE(verdicts.at(0).runs_needed);
  EXPECT_EQ(power_text(verdicts.at(0)), "test rows too few");
}

TEST(Better, ComparesEachWithEach) {
  const Result result =
      made_losses({{"a@0", {1, 2}}, {"b@0", {3, 5}}, {"c@0", {2, 4}}, {"d@0", {2, 5}}});
  const Claim claim = made_claim("better", {"a@0", "b@0"}, {"c@0", "d@0"});
  const auto parts = find_comparison("better").compare(claim, result);
  ASSERT_EQ(parts.size(), 4U);
  EXPECT_EQ(parts[0].estimate, -1.5);  // a - c
  EXPECT_EQ(parts[3].estimate, 0.5);   // b - d
  EXPECT_EQ(parts[3].holds, false);
}

TEST(Better, PairsTheRunsThatBothFinished) {
  Result result = made_losses({{"a@0", {1, 2, 9}}, {"b@0", {2, 4, 0}}});
  result.trials[2].ok = false;  // the third run of a diverged
  const Part part = only_part(made_claim("better", {"a@0"}, {"b@0"}), result);
  EXPECT_EQ(part.runs, 2U);
  EXPECT_EQ(part.estimate, -1.5);
}

TEST(Better, SaysWhyThereIsNoTest) {
  const Claim claim = made_claim("better", {"a@0"}, {"b@0"});
  const Part one = only_part(claim, made_losses({{"a@0", {1}}, {"b@0", {2}}}));
  EXPECT_EQ(one.reason, "1 run: the test needs 2");
  EXPECT_EQ(one.holds, true);
  EXPECT_FALSE(one.p_for);
  const Part equal = only_part(claim, made_losses({{"a@0", {1, 2}}, {"b@0", {1, 2}}}));
  EXPECT_EQ(equal.reason, "the 2 runs do not differ: no test");
  EXPECT_FALSE(equal.p_against);
  Result none = made_losses({{"a@0", {1}}, {"b@0", {2}}});
  none.trials[0].ok = false;
  EXPECT_EQ(only_part(claim, none).reason, "0 runs: the test needs 2");
}

TEST(Better, OneRunFarOffDecidesNothing) {
  const Result result =
      made_losses({{"a@0", {1, 1, 1, 1, 1, 1, 90}}, {"b@0", {1.1, 1.2, 1.1, 1.2, 1.1, 1.2, 1}}});
  const Part part = only_part(made_claim("better", {"a@0"}, {"b@0"}), result);
  EXPECT_NEAR(*part.estimate, -0.1, 1e-12);
  EXPECT_EQ(part.p_for, 8.0 / 128);  // at most one of seven the other way
}

}  // namespace
}  // namespace mmoe
