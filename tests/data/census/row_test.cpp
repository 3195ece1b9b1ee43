// SPDX-License-Identifier: Apache-2.0
#include "data/census/row.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "data/census/census_fixture.h"

namespace mmoe {
namespace {

using ::testing::HasSubstr;

const std::string kFile = "x.data";

std::string without_line_feed(std::string line) {
  line.pop_back();
  return line;
}

CensusFields parse(const std::string& row) {
  CensusFields fields;
  parse_census_row(row, {kFile, 7}, fields);
  return fields;
}

std::string row_error(const std::string& row) {
  return input_error([&] { parse(row); });
}

TEST(CensusColumns, AreThoseOfThePaper) {
  EXPECT_EQ(kCensusNumbers, 8u);      // 7 continuous and the weight
  EXPECT_EQ(kCensusCategories, 34u);  // 33 nominal and the label
  EXPECT_EQ(census_column("instance weight"), 24u);
  EXPECT_EQ(slot_of(census_column("age")), 0u);
  EXPECT_EQ(slot_of(census_column("class of worker")), 0u);
  EXPECT_EQ(slot_of(census_column("wage per hour")), 1u);
  EXPECT_EQ(slot_of(kCensusLabel), 33u);
}

TEST(CensusRow, SplitsAndTrims) {
  // The real files have values that end in a blank.
  const std::string row = without_line_feed(
      census_line({{"age", "73"}, {"citizenship", "Not a citizen of U S "}, {"race", "?"}}));
  const CensusFields fields = parse(row);
  EXPECT_EQ(fields[0], "73");
  EXPECT_EQ(fields[census_column("citizenship")], "Not a citizen of U S");
  EXPECT_EQ(fields[census_column("race")], "?");
  EXPECT_EQ(fields[kCensusLabel], "- 50000");
}

// A label compared with its leading blank never matches where the blank is missing.
TEST(CensusRow, ALabelIsTheSameWithAndWithoutLeadingBlank) {
  std::string row = without_line_feed(census_line({{"income", "50000+"}}));
  EXPECT_EQ(parse(row)[kCensusLabel], kIncomeHigh);
  row.erase(row.rfind(' '), 1);
  EXPECT_EQ(parse(row)[kCensusLabel], kIncomeHigh);
}

TEST(CensusRow, SaysThatALineIsEmpty) {
  EXPECT_EQ(row_error(""),
            std::string(kFile) + ":7: found an empty line; expected a row; delete the line");
}

TEST(CensusRow, RejectsAnotherNumberOfFields) {
  const std::string row = without_line_feed(census_line());
  EXPECT_EQ(row_error(row.substr(3)), "x.data:7: found 41 fields; expected 42");
  EXPECT_EQ(row_error("A, " + row), "x.data:7: found 43 fields; expected 42");
  EXPECT_EQ(row_error("."), "x.data:7: found 1 field; expected 42");
}

TEST(CensusRow, RejectsAnUnknownLabel) {
  EXPECT_EQ(row_error(without_line_feed(census_line({{"income", "<=50K"}}))),
            "x.data:7: unknown label '<=50K'; expected '- 50000.' or '50000+.'");
}

TEST(CensusRow, RejectsAnEmptyField) {
  EXPECT_EQ(row_error(without_line_feed(census_line({{"race", " "}}))),
            "x.data:7: field 11 (race) is empty; expected a value");
}

TEST(CensusRow, RejectsARowWithoutFullStop) {
  EXPECT_EQ(row_error("1, - 50000"),
            "x.data:7: found '1, - 50000' at the end of the row; expected a full stop");
  EXPECT_EQ(row_error(""), "x.data:7: found an empty line; expected a row; delete the line");
}

TEST(CensusRow, RejectsBytesThatAreNotText) {
  const std::string row = without_line_feed(census_line());
  EXPECT_THAT(row_error(row + "\r"), HasSubstr("x.data:7: found CR LF at the end of the line"));
  EXPECT_EQ(row_error("1\t" + row),
            "x.data:7: found byte 0x09 at column 2; expected printable ASCII");
  EXPECT_THAT(row_error("\xc3\xa4" + row), HasSubstr("found byte 0xc3 at column 1"));
}

TEST(CensusNumber, ReadsAndRejects) {
  const TextPlace place{kFile, 7};
  EXPECT_EQ(parse_census_number("0", 0, place), 0);
  EXPECT_EQ(parse_census_number("1700.5", census_column("instance weight"), place), 1700.5F);
  EXPECT_EQ(input_error([&] { parse_census_number("forty", 0, place); }),
            "x.data:7: field 1 (age) is 'forty'; expected a number of at least 0");
  for (const char* bad : {"-1", "nan", "inf", "1e999", "4 0", "40x", "+4"}) {
    EXPECT_THAT(input_error([&] { parse_census_number(bad, 0, place); }), HasSubstr(bad));
  }
}

}  // namespace
}  // namespace mmoe
