// SPDX-License-Identifier: Apache-2.0
#include "report/tables/claims_table.h"

#include <gmock/gmock.h>

namespace mmoe {
namespace {

using ::testing::ElementsAre;

/// A verdict of one part on five runs.
Verdict verdict_on(const std::string& result, Outcome outcome) {
  Verdict verdict;
  verdict.claim.family = "f";
  verdict.claim.where = "Figure 4";
  verdict.claim.sentence = "s";
  verdict.result = result;
  verdict.outcome = outcome;
  verdict.runs = 5;
  if (outcome == Outcome::kNoData) return verdict;
  verdict.parts = {{.what = "low 1, high 2", .p_for = 0.01}};
  verdict.p_for = 0.01;
  return verdict;
}

TEST(ClaimsTable, CountsVerdictsAndLeavesOutWhatHasNoData) {
  const auto table = claims_table(
      {verdict_on("a.json", Outcome::kSupported), verdict_on("a.json", Outcome::kInconclusive),
       verdict_on("b.json", Outcome::kSupported), verdict_on("", Outcome::kNoData)});
  ASSERT_TRUE(table);
  EXPECT_EQ(table->rows.size(), 3);
  EXPECT_THAT(table->group_starts, ElementsAre(2));
  EXPECT_EQ(std::get<std::string>(table->rows[2][2]), "Figure 4, b");  // "s" is judged on two
  EXPECT_EQ(count_of_verdicts(*table), "2 supported, 1 inconclusive");
  EXPECT_FALSE(claims_table({}));
  EXPECT_FALSE(claims_table({verdict_on("", Outcome::kNoData)}));
}

TEST(ClaimsTable, ARowSaysVerdictClaimPlaceEvidencePAndRuns) {
  const auto table = claims_table({verdict_on("a.json", Outcome::kSupported)});
  ASSERT_TRUE(table);
  std::vector<std::string> row;
  for (const TableCell& cell : table->rows.at(0)) row.push_back(std::get<std::string>(cell));
  EXPECT_THAT(row,
              ElementsAre("supported", "s", "Figure 4", "low 1, high 2", "0.010", "5 runs told"));
}

}  // namespace
}  // namespace mmoe
