// SPDX-License-Identifier: Apache-2.0
#include "data/census/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/sha256.h"
#include "data/census/census_fixture.h"

namespace mmoe {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::size_t kRace = census_column("race");
constexpr std::size_t kAge = census_column("age");

std::string read_error(const std::string& path) {
  return input_error([&] { read_census_table(path); });
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

TEST(CensusTable, NamesFileAndLineOfABadRow) {
  const TestFolder folder;
  const std::string path =
      folder.write("x.data", census_line() + census_line({{"age", "old"}}) + census_line());
  EXPECT_EQ(read_error(path), path + ":2: field 1 (age) is 'old'; expected a number of at least 0");
  folder.write("x.data", census_line() + census_line().substr(3));
  EXPECT_EQ(read_error(path), path + ":2: found 41 fields; expected 42");
}

TEST(CensusTable, RejectsAnEmptyFile) {
  const TestFolder folder;
  const std::string path = folder.write("x.data", "");
  EXPECT_EQ(read_error(path), path + ": the file is empty; expected rows of 42 fields");
}

TEST(CensusTable, RejectsMoreCategoriesThanCodes) {
  const TestFolder folder;
  const std::string line = census_line({{"race", "@"}});
  const std::size_t at = line.find('@');
  std::string text;
  for (int i = 0; i < 65'536; ++i)
    text += line.substr(0, at) + std::to_string(i) + line.substr(at + 1);
  const std::string path = folder.write("x.data", text);
  EXPECT_EQ(read_error(path), path + ":65536: found more than 65535 categories in column 'race'");
}

}  // namespace
}  // namespace mmoe
