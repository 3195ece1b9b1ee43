// SPDX-License-Identifier: Apache-2.0
#include "report/tables/claims_table.h"

#include <gmock/gmock.h>

namespace mmoe {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// A verdict of one part on five runs.
Verdict verdict_on(const std::string& result, Outcome outcome) {
  Verdict verdict;
  verdict.claim.name = "n";
  verdict.claim.comparison = "better";
  verdict.claim.support = "text";
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

std::vector<std::string> texts_of(const std::vector<TableCell>& row) {
  std::vector<std::string> texts;
  for (const TableCell& cell : row) texts.push_back(std::get<std::string>(cell));
  return texts;
}

TEST(ClaimsTables, HaveARowPerClaimAndAColumnPerResult) {
  Verdict check = verdict_on("x/a.json", Outcome::kSupported);
  check.claim.comparison = "rises";
  const std::vector<Verdict> verdicts = {verdict_on("x/a.json", Outcome::kSupported), check,
                                         verdict_on("x/b.json.gz", Outcome::kContradicted),
                                         verdict_on("", Outcome::kNoData)};
  const auto tables = claims_tables(verdicts);
  ASSERT_EQ(tables.size(), 3);
  EXPECT_EQ(tables[0].columns[3].title, "a");
  EXPECT_EQ(tables[0].columns[4].title, "b");
  ASSERT_EQ(tables[0].rows.size(), 1);
  EXPECT_THAT(texts_of(tables[0].rows[0]),
              ElementsAre("s", "Figure 4", "text", "supported", "contradicted"));
  EXPECT_EQ(tables[1].rows.size(), 2);  // the evidence of both
  EXPECT_THAT(texts_of(tables[1].rows[0]),
              ElementsAre("s", "Figure 4", "a", "low 1, high 2", "0.010", "5 runs told"));
  EXPECT_EQ(std::get<std::string>(tables[2].rows[0][3]), "passes");
  EXPECT_EQ(count_of_verdicts(verdicts), "1 supported, 1 contradicted");
  EXPECT_THAT(claims_tables({}), IsEmpty());
  EXPECT_THAT(claims_tables({verdict_on("", Outcome::kNoData)}), IsEmpty());
}

TEST(ClaimsTables, NameResultsByTheirPathsWhereTwoHaveOneName) {
  const auto tables = claims_tables(
      {verdict_on("x/a.json", Outcome::kSupported), verdict_on("y/a.json", Outcome::kSupported)});
  EXPECT_EQ(tables.at(0).columns.at(4).title, "y/a.json");
}

TEST(ClaimsTables, KeepAFamilyTogether) {
  Verdict other = verdict_on("a.json", Outcome::kInconclusive);
  other.claim.name = "m";
  other.claim.family = "g";
  const auto tables = claims_tables({verdict_on("a.json", Outcome::kSupported), other,
                                     verdict_on("b.json", Outcome::kSupported)});
  EXPECT_EQ(tables.at(0).rows.size(), 2);
  EXPECT_THAT(tables.at(0).group_starts, ElementsAre(1));
  EXPECT_THAT(tables.at(1).group_starts, ElementsAre(2));
}

}  // namespace
}  // namespace mmoe
