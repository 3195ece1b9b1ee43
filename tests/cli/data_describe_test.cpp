// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/run_cli.h"
#include "data/table/table_fixture.h"

namespace mmoe {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;

/// Runs `data describe` with `args` on a folder, with a cache of its own.
testing::Outcome describe(const testing::TempDir& folder, std::vector<std::string> args) {
  args.insert(args.begin(), {"data", "describe"});
  args.insert(args.end(), {"--data-dir", folder.path().string()});
  return testing::run_cli({.args = args, .env = {{"XDG_CACHE_HOME", (folder / "cache").string()}}});
}

void write_files(const testing::TempDir& folder, const std::string& test) {
  testing::write_file(folder / "census-income.data", census_text(60));
  testing::write_file(folder / "census-income.test", test);
}

TEST(DataDescribe, PrintsCountsAndCorrelations) {
  const testing::TempDir folder;
  write_files(folder, census_text(30) + census_line({{"race", "Z"}}));
  const testing::Outcome outcome = describe(folder, {"census-income"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("inputs: 7 continuous, 32 one-hot\n"));
  EXPECT_THAT(outcome.out,
              HasSubstr("1 row of the test file with a category not seen in training"));
  EXPECT_THAT(outcome.out, HasSubstr("(not the published file)"));
  EXPECT_THAT(outcome.out, HasSubstr("  0.2373\n"));
}

TEST(DataDescribe, PrintsJson) {
  const testing::TempDir folder;
  write_files(folder, census_text(30));
  const testing::Outcome outcome = describe(folder, {"census-income", "--json"});
  const auto json = nlohmann::json::parse(outcome.out);
  EXPECT_EQ(json.at("files").at(0).at("rows"), 60);
  EXPECT_EQ(json.at("groups").at(1).at("main"), "education_college");
}

TEST(DataDescribe, WarnsOfUnknownFilesAndStopsWithStrict) {
  const testing::TempDir folder;
  write_files(folder, census_text(30));
  const testing::Outcome warned = describe(folder, {"census-income"});
  EXPECT_EQ(warned.status, 0);
  EXPECT_THAT(warned.err, MatchesRegex("warning: not the published files[^\n]*\n"));
  EXPECT_THAT(warned.err, HasSubstr("census-income.test (SHA-256 "));
  const testing::Outcome strict = describe(folder, {"census-income", "--strict"});
  EXPECT_EQ(strict.status, 2);
  EXPECT_EQ(strict.out, "");
  EXPECT_THAT(strict.err, MatchesRegex("error: --strict: not the published files[^\n]*\n"));
}

void expect_input_error(const testing::Outcome& outcome, const std::string& part) {
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.err, MatchesRegex("error: [^\n]*\n"));
  EXPECT_THAT(outcome.err, HasSubstr(part));
}

TEST(DataDescribe, ABadRowIsOneLineThatNamesFileAndLine) {
  const testing::TempDir folder;
  write_files(folder, census_line() + census_line().substr(3));
  expect_input_error(describe(folder, {"census-income"}),
                     "census-income.test:2: found 41 fields; expected 42");
  write_files(folder, census_line({{"income", "rich"}}));
  expect_input_error(describe(folder, {"census-income"}),
                     "census-income.test:1: column 'income': found 'rich.'");
}

TEST(DataDescribe, MissingFilesAndUnknownNamesAreOneLine) {
  const testing::TempDir folder;
  expect_input_error(describe(folder, {"census-income"}), "not found in ");
  expect_input_error(describe(folder, {"census"}), "census-income");
}

TEST(DataDescribe, SaysWhereTheCacheOfATableIs) {
  const testing::TempDir folder;
  testing::write_file(folder / "t.csv", small_table(600));
  testing::write_file(folder / "t.json", small_recipe());
  const auto described = [&](const std::string& cached, std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"data", "describe", (folder / "t.json").string()});
    return testing::run_cli(
        {.args = more,
         .env = {{"XDG_CACHE_HOME", (folder / "cache").string()}, {"MMOE_TABLE_CACHE", cached}}});
  };
  const std::string place = (folder / "cache/mmoe-bench/tables/t-").string();
  const testing::Outcome in_memory = described("off"), cached = described("0");
  EXPECT_THAT(in_memory.out, Not(HasSubstr("cache:")));
  EXPECT_EQ(cached.status, 0) << cached.err;
  EXPECT_THAT(cached.out, HasSubstr("\ncache: " + place));
  EXPECT_THAT(cached.out, HasSubstr(" MB)\n"));
  const auto json = nlohmann::json::parse(described("0", {"--json"}).out);
  EXPECT_GT(json["cache"]["bytes"].get<int>(), 10'000);
  const testing::Outcome wrong = described("on");
  EXPECT_EQ(wrong.status, 2);
  EXPECT_THAT(wrong.err, MatchesRegex("error: MMOE_TABLE_CACHE: found 'on'; expected [^\n]*\n"));
}

}  // namespace
}  // namespace mmoe
