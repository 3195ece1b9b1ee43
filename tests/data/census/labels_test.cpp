// SPDX-License-Identifier: Apache-2.0
#include "data/census/labels.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "data/census/census_fixture.h"

namespace mmoe {
namespace {

using ::testing::ElementsAre;

CensusTable column_table(std::string_view column, const std::vector<std::string>& values) {
  const TestFolder folder;
  std::string text;
  for (const std::string& value : values) text += census_line({{column, value}});
  return read_census_table(folder.write("x.data", text));
}

TEST(CensusLabels, IncomeIsOver50K) {
  const CensusTable table = column_table("income", {"50000+", "- 50000", "50000+"});
  EXPECT_THAT(label_rows(table, income_label()), ElementsAre(1, 0, 1));
  EXPECT_DOUBLE_EQ(label_rate(label_rows(table, income_label())), 2 / 3.0);
}

TEST(CensusLabels, NeverMarriedIsOneCategoryOfMaritalStatus) {
  const CensusTable table = column_table("marital stat", {"Divorced", "Never married", "Widowed"});
  EXPECT_THAT(label_rows(table, never_married_label()), ElementsAre(0, 1, 0));
}

TEST(CensusLabels, CollegeBeginsAtAssociateOrBachelor) {
  const CensusTable table = column_table(
      "education", {"Children", "High school graduate", "Some college but no degree",
                    "Associates degree-occup /vocational", "Associates degree-academic program",
                    "Bachelors degree(BA AB BS)", "Masters degree(MA MS MEng MEd MSW MBA)",
                    "Prof school degree (MD DDS DVM LLB JD)", "Doctorate degree(PhD EdD)"});
  EXPECT_THAT(label_rows(table, education_college_label("associate")),
              ElementsAre(0, 0, 0, 1, 1, 1, 1, 1, 1));
  EXPECT_THAT(label_rows(table, education_college_label("bachelor")),
              ElementsAre(0, 0, 0, 0, 0, 1, 1, 1, 1));
}

TEST(CensusLabels, ALabelThatNeverMatchesIsAnError) {
  const CensusLabel label = never_married_label();
  const auto check = [&](const std::vector<std::string>& values) {
    const CensusTable table = column_table("marital stat", values);
    return input_error([&] { check_both_classes(table, label, label_rows(table, label)); });
  };
  EXPECT_EQ(check({"Widowed", "Never-married"}),
            "x.data: label never_married: no row has 'Never married' in column 'marital stat'; "
            "expected both classes");
  EXPECT_EQ(check({"Never married"}),
            "x.data: label never_married: every row has 'Never married' in column 'marital stat'; "
            "expected both classes");
  EXPECT_EQ(check({"Never married", "Widowed"}), "(no InputError)");
}

}  // namespace
}  // namespace mmoe
