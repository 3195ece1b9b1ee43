// SPDX-License-Identifier: Apache-2.0
#include "data/census/audit.h"

#include <gtest/gtest.h>

#include "data/census/census_fixture.h"
#include "interruptible.h"

namespace mmoe {
namespace {

CensusTable audited_table(const std::string& text) {
  const TestFolder folder;
  return read_census_table(folder.write("x.data", text));
}

nlohmann::ordered_json audit(const std::string& train, const std::string& test) {
  return audit_census(audited_table(train), audited_table(test), {never_married_label()});
}

TEST(CensusAudit, CountsDuplicatesWithinAndAcrossFiles) {
  const std::string a = census_line({{"age", "1"}, {"race", "B"}});
  const std::string heavier = census_line({{"age", "1"}, {"race", "B"}, {"instance weight", "7"}});
  const std::string b = census_line({{"age", "2"}, {"race", "C"}});
  const std::string c = census_line({{"age", "3"}, {"race", "A"}});
  // The races' codes differ between the files; names must be what counts.
  const auto found = audit(a + heavier + b + a, b + b + c);
  EXPECT_EQ(found["rows"]["train"], 4);
  EXPECT_EQ(found["duplicates"], (nlohmann::ordered_json{{"train", 1}, {"test", 1}, {"both", 2}}));
  EXPECT_EQ(found["duplicates_but_for_weight"],
            (nlohmann::ordered_json{{"train", 2}, {"test", 1}, {"both", 2}}));
}

TEST(CensusAudit, NamesUnseenCategoriesByColumn) {
  const auto found =
      audit(census_line(), census_line({{"race", "X"}}) + census_line({{"race", "Y"}}) +
                               census_line({{"race", "X"}}) + census_line());
  ASSERT_EQ(found["unseen"].size(), 1u);
  EXPECT_EQ(found["unseen"][0],
            (nlohmann::ordered_json{{"column", "race"}, {"categories", 2}, {"rows", 3}}));
}

TEST(CensusAudit, AColumnIsConstantOnlyIfItIsInBothFiles) {
  const auto found = audit(census_line(), census_line({{"age", "2"}, {"race", "X"}, {"sex", "A"}}));
  const auto& constant = found["constant"];
  EXPECT_EQ(constant.size(), kCensusColumns.size() - 2);
  EXPECT_EQ(std::count(constant.begin(), constant.end(), "race"), 0);
  EXPECT_EQ(std::count(constant.begin(), constant.end(), "age"), 0);
  EXPECT_EQ(std::count(constant.begin(), constant.end(), "sex"), 1);
}

TEST(CensusAudit, FindsTheColumnThatGivesALabelAway) {
  std::string text;
  for (int row = 0; row < 8; ++row) {
    text += census_line({{"marital stat", row < 4 ? "Never married" : "Widowed"},
                         {"tax filer stat", row < 4 ? "Single" : "Joint"},
                         {"race", row % 2 == 0 ? "A" : "B"}});
  }
  const auto leaky_columns = audit(text, text)["leaky_columns"];
  ASSERT_EQ(leaky_columns.size(), 1u);
  EXPECT_EQ(leaky_columns[0]["column"], "tax filer stat");
  EXPECT_EQ(leaky_columns[0]["auc"], 1.0);
}

TEST(CensusAudit, TheAucOfAColumnIsThatOfTheSharesOfItsValues) {
  // Value A: 1 of 4, value B: 3 of 4. Pairs (one, zero): 16; right order 3 * 3, ties 3 + 3.
  std::string text;
  for (int row = 0; row < 8; ++row) text += census_line({{"race", row < 4 ? "A" : "B"}});
  const CensusTable table = audited_table(text);
  EXPECT_DOUBLE_EQ(single_column_auc(table, census_column("race"), {1, 0, 0, 0, 1, 1, 1, 0}),
                   12.0 / 16);
  EXPECT_DOUBLE_EQ(single_column_auc(table, census_column("sex"), {1, 0, 0, 0, 1, 1, 1, 0}), 0.5);
}

TEST(CensusAudit, EndsAtCtrlC) {
  const CensusTable table = audited_table(census_text(20));
  testing::expect_interruptible([&] { audit_census(table, table, {}); });
}

}  // namespace
}  // namespace mmoe
