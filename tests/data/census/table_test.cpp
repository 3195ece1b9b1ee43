// SPDX-License-Identifier: Apache-2.0
#include "data/census/table.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/sha256.h"
#include "data/census/census_fixture.h"

namespace mmoe {
namespace {

using ::testing::ElementsAre;
using ::testing::StartsWith;

constexpr std::size_t kRace = census_column("race");
constexpr std::size_t kAge = census_column("age");

std::string read_error(const std::string& path) {
  return input_error([&] { read_census_table(path); });
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

TEST(CensusTable, KeepsNumbersAndCategoriesByName) {
  const TestFolder folder;
  const std::string text = census_line({{"race", "White"}, {"age", "73"}}) +
                           census_line({{"race", "Black"}}) +
                           census_line({{"race", "White"}, {"instance weight", "1.25"}});
  const CensusTable table = read_census_table(folder.write_gz("census-income.data.gz", text));
  EXPECT_EQ(table.rows, 3u);
  EXPECT_EQ(table.number(0, kAge), 73);
  EXPECT_EQ(table.number(2, census_column("instance weight")), 1.25F);
  EXPECT_THAT(table.names_of(kRace), ElementsAre("Black", "White"));
  EXPECT_EQ(table.code(0, kRace), 1);
  EXPECT_EQ(table.category(0, kRace), "White");
  EXPECT_EQ(table.category(1, kRace), "Black");
  EXPECT_EQ(table.category(2, kCensusLabel), kIncomeLow);
  EXPECT_EQ(table.source.name, "census-income.data");
  EXPECT_EQ(table.source.bytes, static_cast<std::int64_t>(text.size()));
  EXPECT_EQ(table.source.sha256, sha256_hex(text));
}

TEST(CensusTable, TrimsValuesAndTakesQuestionMarksForCategories) {
  const TestFolder folder;
  const std::string row = census_line({{"citizenship", "Not a citizen of U S "}, {"race", "?"}});
  std::string bare = row;
  bare.erase(bare.rfind(' ', bare.rfind("- 50000") - 1), 1);  // the label's leading blank
  const CensusTable table = read_census_table(folder.write("x.data", bare + row));
  EXPECT_EQ(table.names_of(kCensusLabel).size(), 1u);
  EXPECT_EQ(table.category(0, census_column("citizenship")), "Not a citizen of U S");
  EXPECT_EQ(table.category(0, kRace), "?");
  EXPECT_EQ(table.category(0, kCensusLabel), kIncomeLow);
}

TEST(CensusTable, NamesFileLineAndColumnOfABadRow) {
  const TestFolder folder;
  const std::string good = census_line();
  const auto error_of = [&](const std::string& bad) {
    const std::string path = folder.write("x.data", good + bad + good);
    const std::string error = read_error(path);
    EXPECT_THAT(error, StartsWith(path + ":2: "));
    return error.substr(std::min(error.size(), path.size() + 4));
  };
  for (const char* bad : {"old", "-1", "nan", "inf", "1e999", "1e39", "4 0", "40x"}) {
    EXPECT_THAT(error_of(census_line({{"age", bad}})),
                StartsWith(fmt::format("column 'age': found '{}'; expected a", bad)));
  }
  EXPECT_EQ(error_of(good.substr(3)), "found 41 fields; expected 42, one per column");
  EXPECT_EQ(error_of("A, " + good), "found 43 fields; expected 42, one per column");
  EXPECT_THAT(error_of(census_line({{"race", " "}})),
              StartsWith("column 'race': found ''; expected a value in every row"));
  EXPECT_EQ(error_of(census_line({{"income", "<=50K"}})),
            "column 'income': found '<=50K.'; expected '- 50000.' or '50000+.'");
}

TEST(CensusTable, TellsAFileThatIsCutOff) {
  const TestFolder folder;
  const std::string good = census_line();
  for (const std::size_t cut : {std::size_t{2}, std::size_t{30}}) {
    const std::string path = folder.write("x.data", good + good.substr(0, good.size() - cut));
    EXPECT_THAT(read_error(path), StartsWith(path + ":2: "));
  }
}

TEST(CensusTable, RejectsAnEmptyFile) {
  const TestFolder folder;
  const std::string path = folder.write("x.data", "");
  EXPECT_EQ(read_error(path), path + ": found no rows; expected at least one");
}

TEST(CensusTable, RejectsMoreCategoriesThanCodes) {
  const TestFolder folder;
  const std::string line = census_line({{"race", "@"}});
  const std::size_t at = line.find('@');
  std::string text;
  for (int i = 0; i < 65'536; ++i)
    text += line.substr(0, at) + std::to_string(i) + line.substr(at + 1);
  const std::string path = folder.write("x.data", text);
  EXPECT_EQ(read_error(path),
            path + ": found 65536 categories in column 'race'; expected at most 65535");
}

}  // namespace
}  // namespace mmoe
