// SPDX-License-Identifier: Apache-2.0
#include "data/table/split.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "data/table/load.h"
#include "data/table/table_fixture.h"

namespace mmoe {
namespace {

using ::testing::HasSubstr;

/// The letters t, v and e of the rows' parts, for a label that has both classes everywhere.
std::string parts_of(const TestFolder& folder, const std::string& split, std::uint64_t seed = 1,
                     const std::string& files = "\"t.csv\"") {
  const TableRecipe recipe = read_table_recipe(folder.write(
      "t.json", "{\"files\": " + files + R"(, "tasks": [{"column": "y", "kind": "regression"}],
                "split": {)" +
                    split + "}}"));
  std::string letters;
  for (const TablePart part : load_table(recipe, seed).parts) {
    letters += "tve"[static_cast<std::size_t>(part)];
  }
  return letters;
}

/// Rows with y = 0, 1, 2, ... and column g.
std::string rows(const std::vector<std::string>& g) {
  std::string text = "y,g\n";
  for (std::size_t i = 0; i < g.size(); ++i) text += fmt::format("{},{}\n", i, g[i]);
  return text;
}

TEST(TableSplit, ByFractionIsAPermutationByTheSeed) {
  const TestFolder folder;
  folder.write("t.csv", rows(std::vector<std::string>(20, "a")));
  const std::string parts = parts_of(folder, R"("validation": 0.25, "test": 0.1)");
  EXPECT_EQ(std::count(parts.begin(), parts.end(), 'v'), 5);
  EXPECT_EQ(std::count(parts.begin(), parts.end(), 'e'), 2);
  EXPECT_EQ(parts_of(folder, R"("validation": 0.25, "test": 0.1)"), parts);
  EXPECT_NE(parts_of(folder, R"("validation": 0.25, "test": 0.1)", 2), parts);
}

TEST(TableSplit, ByTimeTheLatestRowsTestAndEqualTimesStayTogether) {
  const TestFolder folder;
  const std::string split = R"("by": "time", "column": "g", "validation": 0.2, "test": 0.2)";
  folder.write("t.csv", rows({"10", "9", "8", "10", "7", "6", "8", "1", "2", "3"}));
  EXPECT_EQ(parts_of(folder, split), "evvettvttt");
  folder.write("t.csv",
               rows({"2024-01-31", "2024-02-01", "2023-12-31", "2024-01-01", "2024-01-02"}));
  EXPECT_EQ(parts_of(folder, split), "vettt");
}

TEST(TableSplit, ByGroupAGroupIsInOnePartAlone) {
  const TestFolder folder;
  std::vector<std::string> groups;
  for (int i = 0; i < 200; ++i) groups.push_back("u" + std::to_string(i * i % 23));
  folder.write("t.csv", rows(groups));
  for (const std::uint64_t seed : {1, 2, 3}) {
    const std::string parts = parts_of(folder, R"("by": "group", "column": "g")", seed);
    std::map<std::string, std::set<char>> parts_of_group;
    for (std::size_t i = 0; i < groups.size(); ++i) parts_of_group[groups[i]].insert(parts[i]);
    for (const auto& [group, in] : parts_of_group) EXPECT_EQ(in.size(), 1U) << group;
    EXPECT_GE(std::count(parts.begin(), parts.end(), 'e'), 40);
    EXPECT_GE(std::count(parts.begin(), parts.end(), 'v'), 20);
  }
}

TEST(TableSplit, ByColumnOtherValuesTrain) {
  const TestFolder folder;
  folder.write("t.csv", rows({"a", "b", "c", "d"}));
  EXPECT_EQ(parts_of(folder, R"("by": "column", "column": "g", "validation_values": ["b"],
                                "test_values": ["d"])"),
            "tvte");
  EXPECT_THAT(input_error([&] {
                parts_of(folder, R"("by": "column", "column": "g", "validation_values": ["x"],
                                    "test_values": ["d"])");
              }),
              HasSubstr("split: no row has 'x' in column 'g'; did you mean 'a'?"));
}

TEST(TableSplit, FilesByPartGiveValidationRowsFromOneOfThem) {
  const TestFolder folder;
  folder.write("t.csv", rows({"a", "b", "c", "d"}));
  folder.write("u.csv", rows({"a", "b"}));
  const std::string two = R"({"train": "t.csv", "test": "u.csv"})";
  const std::string time = R"("by": "time", "column": "g")";
  EXPECT_EQ(parts_of(folder, time, 1, two), "tttvee");
  EXPECT_EQ(parts_of(folder, time + R"(, "from": "test", "validation": 0.5)", 1, two), "ttttev");
  EXPECT_EQ(
      parts_of(folder, "", 1, R"({"train": "t.csv", "validation": "u.csv", "test": "u.csv"})"),
      "ttttvvee");
}

TEST(TableSplit, NoPartIsEmpty) {
  const TestFolder folder;
  folder.write("t.csv", rows({"a", "b"}));
  EXPECT_THAT(input_error([&] { parts_of(folder, ""); }),
              HasSubstr("split: the train part has none of the 2 rows"));
  folder.write("t.csv", rows({"a"}));
  EXPECT_THAT(input_error([&] { parts_of(folder, ""); }), HasSubstr("none of the 1 row"));
}

}  // namespace
}  // namespace mmoe
