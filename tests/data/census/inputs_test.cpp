// SPDX-License-Identifier: Apache-2.0
#include "data/census/inputs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "data/census/census_fixture.h"

namespace mmoe {
namespace {

using ::testing::ElementsAre;

constexpr std::size_t kRaceColumn = census_column("race");
constexpr auto kUnseen = CensusExamples::kUnseen;

CensusTable rows_table(const std::string& text) {
  const TestFolder folder;
  return read_census_table(folder.write("x.data", text));
}

/// One line a race.
CensusTable races(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += census_line({{"race", name}});
  return rows_table(text);
}

std::size_t position_of(const CensusInputs& inputs, std::size_t column) {
  for (std::size_t i = 0; i < inputs.categories.size(); ++i) {
    if (inputs.categories[i].column == column) return i;
  }
  throw std::out_of_range("no such input");
}

/// The sparse inputs of `column`, row by row, relative to the column's first.
std::vector<int> set_inputs(const CensusTable& table, const CensusInputs& inputs,
                            std::size_t column) {
  const CensusExamples examples = encode_census(table, inputs);
  const std::size_t position = position_of(inputs, column);
  std::vector<int> result;
  for (std::size_t row = 0; row < examples.rows; ++row) {
    const int index = examples.sparse[row * examples.categories + position];
    result.push_back(index == kUnseen ? -1 : index - inputs.categories[position].first);
  }
  return result;
}

TEST(CensusInputs, AreAllColumnsButWeightLabelAndThoseRemoved) {
  const CensusTable table = rows_table(census_line());
  const CensusInputs all = learn_census_inputs(table, {});
  EXPECT_EQ(all.dense_count(), 7);
  EXPECT_EQ(all.sparse_count(), 33);  // one category each
  const CensusInputs some = learn_census_inputs(
      table, {.removed = {census_column("education"), census_column("marital stat"), 0}});
  EXPECT_EQ(some.dense_count(), 6);
  EXPECT_EQ(some.sparse_count(), 31);
}

// A copied demo appends the columns that the test file lacks, which shifts all that follow.
TEST(CensusInputs, ACategoryMissingInTheTestFileShiftsNothing) {
  const CensusInputs inputs = learn_census_inputs(races({"C", "A", "B"}), {});
  EXPECT_THAT(inputs.categories[position_of(inputs, kRaceColumn)].names,
              ElementsAre("A", "B", "C"));
  const CensusTable test = races({"C", "A", "C"});
  EXPECT_THAT(set_inputs(test, inputs, kRaceColumn), ElementsAre(2, 0, 2));
  EXPECT_THAT(set_inputs(test, inputs, census_column("sex")), ElementsAre(0, 0, 0));
}

TEST(CensusInputs, AnUnseenCategorySetsNoInputAndIsCounted) {
  const CensusInputs inputs = learn_census_inputs(races({"A", "C"}), {});
  const CensusTable test = races({"B", "C", "B", "D"});
  EXPECT_THAT(set_inputs(test, inputs, kRaceColumn), ElementsAre(-1, 1, -1, -1));
  const CensusExamples examples = encode_census(test, inputs);
  EXPECT_EQ(examples.unseen[position_of(inputs, kRaceColumn)], 3);
  EXPECT_EQ(examples.unseen[position_of(inputs, census_column("sex"))], 0);
}

TEST(CensusInputs, CategoriesOfOneColumnFollowAnother) {
  const CensusInputs inputs = learn_census_inputs(races({"A", "B", "C"}), {});
  const std::size_t race = position_of(inputs, kRaceColumn);
  EXPECT_EQ(inputs.categories[race + 1].first, inputs.categories[race].first + 3);
}

TEST(CensusInputs, NumbersAreScaledByTheTrainingFileAlone) {
  // Ages 1 and 5: mean 3, sd 2. All other numbers are constant: sd 0 counts as 1.
  const CensusTable train = rows_table(census_line({{"age", "1"}}) + census_line({{"age", "5"}}));
  const CensusTable test = rows_table(census_line({{"age", "9"}, {"wage per hour", "4"}}));
  const CensusInputs inputs = learn_census_inputs(train, {});
  EXPECT_DOUBLE_EQ(inputs.numbers[0].mean, 3);
  EXPECT_DOUBLE_EQ(inputs.numbers[0].sd, 2);
  EXPECT_DOUBLE_EQ(inputs.numbers[1].sd, 1);
  EXPECT_EQ(encode_census(train, inputs).dense[0], -1);
  EXPECT_EQ(encode_census(test, inputs).dense[0], 3);
  EXPECT_EQ(encode_census(test, inputs).dense[1], 3);
}

TEST(CensusInputs, Log1pIsForMoneyOnly) {
  const CensusTable train = rows_table(census_line({{"age", "3"}, {"wage per hour", "0"}}) +
                                       census_line({{"age", "3"}, {"wage per hour", "7"}}));
  const CensusInputs inputs = learn_census_inputs(train, {.log1p_money = true});
  EXPECT_DOUBLE_EQ(inputs.numbers[0].mean, 3);                // age
  EXPECT_DOUBLE_EQ(inputs.numbers[1].mean, std::log(8) / 2);  // wage per hour
  EXPECT_DOUBLE_EQ(inputs.numbers[1].sd, std::log(8) / 2);
  EXPECT_EQ(encode_census(train, inputs).dense[inputs.numbers.size() + 1], 1);
}

TEST(CensusInputs, NumbersMayBePiecewiseLinear) {
  std::string text;
  for (const char* age : {"10", "20", "40"}) text += census_line({{"age", age}});
  const CensusTable train = rows_table(text);
  const CensusInputs inputs = learn_census_inputs(train, {.number_bins = 2});
  ASSERT_EQ(inputs.numbers.size(), 2U);  // all other numbers are constant
  const CensusExamples examples = encode_census(
      rows_table(text + census_line({{"age", "25"}}) + census_line({{"age", "90"}})), inputs);
  EXPECT_THAT(examples.dense, ElementsAre(0, 0, 1, 0, 1, 1, 1, 0.25F, 1, 1));
}

TEST(CensusInputs, AConstantColumnHasNoScaleThoughItsMeanIsRounded) {
  std::string text;
  for (int row = 0; row < 60; ++row) text += census_line();  // 60 log 2 / 60 is not log 2
  const CensusInputs inputs = learn_census_inputs(rows_table(text), {.log1p_money = true});
  EXPECT_NE(inputs.numbers[1].mean, std::log1p(1.0));
  EXPECT_EQ(inputs.numbers[1].sd, 1);
}

// As in that demo, if requested (protocol keras-mmoe).
TEST(CensusInputs, ByPositionAMissingCategoryShiftsAllThatFollow) {
  const CensusInputs inputs =
      learn_census_inputs(races({"C", "A", "B"}), {.alignment = CategoryAlignment::kByPosition});
  const CensusTable test = races({"C", "A", "C"});
  EXPECT_THAT(set_inputs(test, inputs, kRaceColumn), ElementsAre(1, 0, 1));
  EXPECT_THAT(set_inputs(test, inputs, census_column("hispanic origin")), ElementsAre(-1, -1, -1));
  EXPECT_THAT(set_inputs(races({"A", "B", "C"}), inputs, kRaceColumn), ElementsAre(0, 1, 2));
  // The fourth race takes the place of hispanic origin, and the last column falls off the end.
  const CensusTable more = races({"A", "B", "C", "D"});
  EXPECT_THAT(set_inputs(more, inputs, kRaceColumn), ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(set_inputs(more, inputs, census_column("year")), ElementsAre(-1, -1, -1, -1));
}

TEST(CensusInputs, AreScaledToTheRangeOrNotAtAll) {
  const CensusTable train = rows_table(census_line({{"age", "1"}}) + census_line({{"age", "5"}}));
  const CensusTable test = rows_table(census_line({{"age", "3"}, {"wage per hour", "4"}}));
  const CensusInputs range = learn_census_inputs(train, {.scaling = NumberScaling::kMinMax});
  EXPECT_EQ(encode_census(test, range).dense[0], 0.5F);
  EXPECT_EQ(encode_census(test, range).dense[1], 3);  // constant in training: 4 less 1
  const CensusInputs raw = learn_census_inputs(train, {.scaling = NumberScaling::kNone});
  EXPECT_EQ(encode_census(test, raw).dense[0], 3);
  EXPECT_EQ(encode_census(test, raw).dense[1], 4);
}

TEST(CensusInputs, TakeNumbersFromCategoriesWhereAskedTo) {
  const CensusTable train =
      rows_table(census_line({{"year", "94"}}) + census_line({{"year", "95"}}));
  const CensusInputOptions options{.as_numbers = {census_column("year")},
                                   .scaling = NumberScaling::kNone};
  const CensusExamples examples = encode_census(train, learn_census_inputs(train, options));
  EXPECT_EQ(examples.dense[7], 94);
  EXPECT_EQ(examples.dense[15], 95);
  EXPECT_EQ(input_error([&] { learn_census_inputs(train, {.as_numbers = {kRaceColumn}}); }),
            "x.data: found 'A' in column 'race'; expected a number");
}

TEST(CensusInputs, RejectsMoreInputsThanAnIndexHolds) {
  CensusTable train = rows_table(census_line());
  train.names[slot_of(kRaceColumn)].resize(40'000);
  train.names[slot_of(census_column("sex"))].resize(40'000);
  EXPECT_EQ(input_error([&] { learn_census_inputs(train, {}); }),
            "x.data: found 80009 categories up to column 'sex'; expected at most 65535");
}

}  // namespace
}  // namespace mmoe
