// SPDX-License-Identifier: Apache-2.0
#include "claims/judge.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "claims/made_result.h"
#include "claims/verdict_text.h"
#include "report/tables/verdict_table.h"
#include "statistics/power/sign_test.h"

namespace mmoe {
namespace {

using ::testing::HasSubstr;
using testing::made_claim;
using testing::made_losses;

/// Eight runs, all one way: a two-sided p of 2 / 256.
const testing::MadeValues kLosses = {{"low@1", {1, 2, 3, 4, 5, 6, 7, 8}},
                                     {"high@1", {2, 4, 6, 8, 10, 12, 14, 16}}};
constexpr double kP = 2.0 / 256;

Claim named(const std::string& name, Claim claim) {
  claim.name = name;
  return claim;
}

TEST(Judge, SupportsContradictsAndLeavesOpen) {
  const Claim lower = made_claim("better", {"low@1"}, {"high@1"});
  const Claim higher = made_claim("better", {"high@1"}, {"low@1"});
  const Result result = made_losses(kLosses);
  const Verdict supported = judge({lower}, {result}).at(0);
  EXPECT_EQ(supported.outcome, Outcome::kSupported);
  EXPECT_DOUBLE_EQ(*supported.p_for, kP);
  EXPECT_EQ(supported.result, "made.json");
  EXPECT_EQ(supported.runs, 8U);
  EXPECT_FALSE(supported.runs_needed);
  EXPECT_EQ(power_text(supported), "8 runs told");
  ASSERT_TRUE(supported.parts[0].interval);
  EXPECT_EQ(supported.parts[0].interval->high, -1);
  const Verdict contradicted = judge({higher}, {result}).at(0);
  EXPECT_EQ(contradicted.outcome, Outcome::kContradicted);
  EXPECT_EQ(contradicted.holds, false);
  EXPECT_EQ(p_text(contradicted), "0.008");
  // Two of eight the other way: 2 * 37 / 256.
  const Verdict open = judge({lower}, {made_losses({{"low@1", {1, 2, 3, 4, 5, 6, 7, 8}},
                                                    {"high@1", {2, 4, 6, 8, 10, 12, 6, 7}}})})
                           .at(0);
  EXPECT_EQ(open.outcome, Outcome::kInconclusive);
  EXPECT_EQ(open.holds, true);
  EXPECT_DOUBLE_EQ(*open.p_for, 2 * 37.0 / 256);
}

TEST(Judge, CorrectsOverTheFamilyOfOneResult) {
  const Claim claim = made_claim("better", {"low@1"}, {"high@1"});
  const Result result = made_losses(kLosses);
  std::vector<Claim> seven;
  for (const char* name : {"a", "b", "c", "d", "e", "f", "g"}) seven.push_back(named(name, claim));
  const auto together = judge(seven, {result});
  EXPECT_EQ(together[0].outcome, Outcome::kInconclusive);
  EXPECT_DOUBLE_EQ(*together[0].p_for, 7 * kP);
  EXPECT_FALSE(together[0].parts[0].interval);  // eight runs have none at 1 - 0.05 / 7
  Claim other = named("c", claim);
  other.family = "another";
  const auto apart = judge({claim, other}, {result, result});
  ASSERT_EQ(apart.size(), 4U);
  for (const Verdict& verdict : apart) EXPECT_EQ(verdict.outcome, Outcome::kSupported);
}

TEST(Judge, LooksShareTheLevel) {
  const Claim claim = made_claim("better", {"low@1"}, {"high@1"});
  Result result = made_losses(kLosses);
  result.environment["looks"] = {4, 8};
  const Verdict second = judge({claim}, {result}).at(0);
  EXPECT_DOUBLE_EQ(*second.p_for, 4 * kP);
  EXPECT_EQ(second.outcome, Outcome::kSupported);
  EXPECT_TRUE(second.parts[0].interval);
  result.environment["looks"] = {2, 4, 8};
  const Verdict third = judge({claim}, {result}).at(0);
  EXPECT_DOUBLE_EQ(*third.p_for, 8 * kP);
  EXPECT_EQ(third.outcome, Outcome::kInconclusive);
  EXPECT_FALSE(third.parts[0].interval);  // eight runs have none at 1 - 0.05 / 8
  // 2^(1 - n) 16 <= 0.05, twice: at the look after this.
  ASSERT_TRUE(third.runs_needed);
  EXPECT_GT(*third.runs_needed, 8U);
}

TEST(Judge, NoVerdictStandsBesideAnIntervalThatSaysOtherwise) {
  const Claim claim = made_claim("better", {"low@1"}, {"high@1"});
  for (std::size_t runs = 6; runs < 14; ++runs) {
    for (std::size_t worse = 0; worse <= runs; ++worse) {
      testing::MadeValues values;
      for (std::size_t run = 0; run < runs; ++run) {
        values["low@1"].push_back(static_cast<double>(run));
        values["high@1"].push_back(static_cast<double>(run) + (run < worse ? -1.0 : 1.0));
      }
      const auto two = judge({named("a", claim), named("b", claim)}, {made_losses(values)});
      const auto& interval = two[0].parts[0].interval;
      const bool excludes = interval && (interval->high < 0 || interval->low > 0);
      EXPECT_EQ(two[0].outcome != Outcome::kInconclusive, excludes) << runs << ", " << worse;
    }
  }
}

TEST(Judge, LeavesChecksAndNumbersOutOfTheFamily) {
  const Claim claim = made_claim("better", {"low@1"}, {"high@1"});
  const auto verdicts =
      judge({claim, named("n", made_claim("lowest", {"low@1", "high@1"}, {}, 0.5))},
            {made_losses(kLosses)});
  EXPECT_DOUBLE_EQ(*verdicts[0].p_for, kP);
  EXPECT_EQ(verdicts[1].outcome, Outcome::kNotTested);
  EXPECT_FALSE(verdicts[1].p_for || verdicts[1].runs_needed);
  EXPECT_EQ(power_text(verdicts[1]), "");
}

TEST(Judge, SaysHowManyRunsItWouldTake) {
  const Claim claim = made_claim("better", {"low@1"}, {"high@1"});
  const Verdict verdict =
      judge({claim}, {made_losses({{"low@1", {1, 2, 3, 4}}, {"high@1", {2, 4, 6, 2}}})}).at(0);
  EXPECT_EQ(verdict.outcome, Outcome::kInconclusive);
  EXPECT_EQ(verdict.runs_needed, sign_test_pairs_needed(3.5 / 5, 0.8, 0.025));
  EXPECT_THAT(power_text(verdict), HasSubstr("about "));
}

TEST(Judge, SaysWhereNoNumberOfRunsIsEnough) {
  const Claim claim = made_claim("better", {"low@1"}, {"high@1"});
  const Verdict half =
      judge({claim}, {made_losses({{"low@1", {1, 2, 3, 4}}, {"high@1", {2, 4, 2, 3}}})}).at(0);
  EXPECT_FALSE(half.runs_needed);
  EXPECT_EQ(power_text(half), "over a million runs");
  const Verdict equal =
      judge({claim}, {made_losses({{"low@1", {1, 2}}, {"high@1", {1, 2}}})}).at(0);
  EXPECT_EQ(power_text(equal), "–");  // the runs do not differ: no test
}

TEST(Judge, CountsBothTestsOfAnEquality) {
  const Claim claim = made_claim("same", {"low@1"}, {"high@1"}, 0.05);
  const Verdict verdict =
      judge({claim}, {made_losses({{"low@1", {1.9, 2, 2.1}}, {"high@1", {2, 2, 2}}})}).at(0);
  EXPECT_EQ(verdict.outcome, Outcome::kInconclusive);
  ASSERT_TRUE(verdict.parts[0].share);
  EXPECT_EQ(verdict.runs_needed, sign_test_pairs_needed(*verdict.parts[0].share, 0.9, 0.025));
}

TEST(Judge, OneRunIsInconclusiveAndSaysWhy) {
  const auto verdicts = judge({made_claim("better", {"low@1"}, {"high@1"})},
                              {made_losses({{"low@1", {1}}, {"high@1", {2}}})});
  EXPECT_EQ(verdicts[0].outcome, Outcome::kInconclusive);
  EXPECT_EQ(verdicts[0].holds, true);
  EXPECT_FALSE(verdicts[0].p_for);
  EXPECT_EQ(p_text(verdicts[0]), "–");
  EXPECT_THAT(evidence_text(verdicts[0]), HasSubstr("1 run: the test needs 2"));
}

TEST(Judge, TooFewRunsTellNothingEitherWay) {
  const Claim claim = made_claim("spread", {"low@1"}, {"high@1", "middle@1"});
  testing::MadeValues values = {{"low@1", {1, 4}}, {"high@1", {2, 3}}, {"middle@1", {5, 5}}};
  EXPECT_EQ(evidence_text(judge({claim}, {made_losses(values)}).at(0)), "2 runs: the test needs 3");
  values["low@1"] = {1, 4, 9};
  values["high@1"] = {2, 3, 5};
  EXPECT_EQ(evidence_text(judge({claim}, {made_losses(values)}).at(0)),
            "1 of 2, 1 unknown; 2 runs: the test needs 3");
}

TEST(Judge, AClaimHoldsWhereAllItsPartsDo) {
  testing::MadeValues values = kLosses;
  values["middle@1"] = {2, 3, 4, 5, 6, 5, 6, 7};  // above low in five of eight
  const Claim claim = made_claim("better", {"low@1"}, {"high@1", "middle@1"});
  const Verdict verdict = judge({claim}, {made_losses(values)}).at(0);
  ASSERT_EQ(verdict.parts.size(), 2U);
  EXPECT_EQ(verdict.outcome, Outcome::kInconclusive);
  EXPECT_DOUBLE_EQ(*verdict.p_for, 2 * *verdict.parts[1].p_for);
  EXPECT_THAT(evidence_text(verdict), HasSubstr("2 of 2; "));
}

TEST(Judge, OnePartThatFailsContradictsItsClaim) {
  testing::MadeValues values = kLosses;
  values["least@1"] = {0, 1, 2, 3, 4, 5, 6, 7};
  const Claim claim = made_claim("better", {"low@1"}, {"high@1", "least@1"});
  const Verdict verdict = judge({claim}, {made_losses(values)}).at(0);
  EXPECT_DOUBLE_EQ(*verdict.p_against, 2 * kP);  // for two parts
  EXPECT_EQ(verdict.outcome, Outcome::kContradicted);
}

TEST(Judge, NamesWhatHasNoData) {
  const Claim there = made_claim("better", {"low@1"}, {"high@1"});
  const Claim missing = named("missing", made_claim("better", {"low@0.5"}, {"high@1"}));
  Claim elsewhere = named("elsewhere", there);
  elsewhere.data = "census-income";
  const auto verdicts = judge({missing, elsewhere, there}, {made_losses(kLosses)});
  ASSERT_EQ(verdicts.size(), 3U);
  EXPECT_EQ(verdicts[0].claim.name, "made");
  EXPECT_EQ(verdicts[1].claim.name, "missing");
  EXPECT_EQ(verdicts[1].outcome, Outcome::kNoData);
  EXPECT_EQ(verdicts[2].claim.name, "elsewhere");
  EXPECT_THAT(verdict_table(verdicts), HasSubstr("no data: run mmoe-bench --exp made"));
  EXPECT_EQ(verdict_lines({verdicts[1]}), "");
}

TEST(Judge, FindsTheTask) {
  const Result result = testing::made_auc({{"a@1", {0.7, 0.8}}, {"b@1", {0.5, 0.5}}}, 0.1);
  Claim claim = made_claim("better", {"a@1"}, {"b@1"});
  claim.data = "census-income";
  claim.setting = "group";
  claim.task = "auxiliary";
  const Verdict verdict = judge({claim}, {result}).at(0);
  EXPECT_THAT(evidence_text(verdict), HasSubstr("a 0.8500, b 0.6000"));
}

/// Group 1, where Single-Task is the best, by 10 runs of all models of Table 1's claim about it.
Result table_1_result(const nlohmann::ordered_json& options) {
  testing::MadeValues values;
  for (const char* model : {"shared-bottom", "l2-constrained", "cross-stitch",
                            "tensor-factorization", "omoe", "mmoe"}) {
    values[std::string(model) + "@1"] = std::vector<double>(10, 0.9);
  }
  values["single-task@1"] = {0.95, 0.96, 0.95, 0.96, 0.95, 0.96, 0.95, 0.96, 0.95, 0.96};
  Result result = testing::made_auc(values);
  result.experiment["data"].update(options);
  return result;
}

/// How many claims of Table 1 a result tells.
std::ptrdiff_t told_of_table_1(const nlohmann::ordered_json& options) {
  return std::ranges::count_if(
      judge(built_in_claims(), {table_1_result(options)}), [](const Verdict& verdict) {
        return verdict.claim.family == "table-1" && verdict.outcome != Outcome::kNoData;
      });
}

TEST(Judge, TablesAreToldByTheirOwnInputsAlone) {
  EXPECT_EQ(told_of_table_1(nlohmann::ordered_json::object()), 7);
  EXPECT_EQ(told_of_table_1({{"drop_leaks", false}, {"protocol", {"paper"}}, {"group", {1}}}), 7);
  EXPECT_EQ(told_of_table_1({{"split", "by-run"}}), 7);  // about the errors alone
  EXPECT_EQ(told_of_table_1({{"drop_leaks", true}}), 0);
  EXPECT_EQ(told_of_table_1({{"protocol", {"paper", "rechub"}}}), 0);
  EXPECT_EQ(told_of_table_1({{"sample_rows", 10000}}), 0);
  EXPECT_EQ(told_of_table_1({{"college", "bachelor"}}), 0);
}

TEST(Judge, AClaimAboutLabelsIsToldOncePerLabelFunction) {
  Result first = made_losses(kLosses);
  first.data = {{"c", 1.0}, {"alpha", {2.0}}, {"beta", {0.0}}, {"noise", 0.1}};
  Result other = first;
  other.data["noise"] = 0.2;
  const Claim labels = made_claim("rises", {});
  EXPECT_EQ(judge({labels}, {first, first, first}).size(), 1U);
  EXPECT_EQ(judge({labels}, {first, other, first}).size(), 2U);
}

}  // namespace
}  // namespace mmoe
