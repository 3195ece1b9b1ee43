// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/run_cli.h"
#include "data/census/census_fixture.h"

namespace mmoe {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;

testing::Outcome audit(const testing::TempDir& folder, std::vector<std::string> args) {
  args.insert(args.begin(), {"data", "audit"});
  args.insert(args.end(), {"--data-dir", folder.path().string()});
  return testing::run_cli({.args = args, .env = {{"XDG_CACHE_HOME", (folder / "cache").string()}}});
}

/// Files in which every label takes both values.
void write_files(const testing::TempDir& folder) {
  std::string text = census_text(60);
  text += census_line({{"sex", "Male"},
                       {"weeks worked in year", "52"},
                       {"class of worker", "Self-employed-incorporated"},
                       {"detailed household summary in household", "Householder"},
                       {"tax filer stat", "Joint both 65+"},
                       {"citizenship", "Foreign born- Not a citizen of U S"},
                       {"major occupation code", "Sales"}});
  text += census_line({{"dividends from stocks", "0"}});
  testing::write_file(folder / "census-income.data", text);
  testing::write_file(folder / "census-income.test", text);
}

TEST(DataAudit, PrintsCountsAndGiveaways) {
  const testing::TempDir folder;
  write_files(folder);
  const testing::Outcome outcome = audit(folder, {"census-income"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("duplicates, all columns"));
  EXPECT_THAT(outcome.out, HasSubstr("constant columns: \n"));
  EXPECT_THAT(outcome.out, HasSubstr("never_married"));
}

TEST(DataAudit, PrintsTheSameJsonEachTime) {
  const testing::TempDir folder;
  write_files(folder);
  const std::string first = audit(folder, {"census-income", "--json"}).out;
  EXPECT_EQ(nlohmann::json::parse(first).at("duplicates").at("both"), 62);
  EXPECT_EQ(audit(folder, {"census-income", "--json"}).out, first);
}

TEST(DataAudit, WarnsOfUnknownFilesAndStopsWithStrict) {
  const testing::TempDir folder;
  write_files(folder);
  const testing::Outcome warned = audit(folder, {"census-income"});
  EXPECT_EQ(warned.status, 0);
  EXPECT_THAT(warned.err, MatchesRegex("warning: not the published files[^\n]*\n"));
  EXPECT_THAT(warned.err, HasSubstr("census-income.data (SHA-256 "));
  const testing::Outcome strict = audit(folder, {"census-income", "--strict"});
  EXPECT_EQ(strict.status, 2);
  EXPECT_EQ(strict.out, "");
  EXPECT_THAT(strict.err, MatchesRegex("error: --strict: not the published files[^\n]*\n"));
}

TEST(DataAudit, NamesWhatIsWrong) {
  const testing::TempDir folder;
  const testing::Outcome missing = audit(folder, {"census-income"});
  EXPECT_EQ(missing.status, 2);
  EXPECT_THAT(missing.err, HasSubstr("not found in "));
  EXPECT_EQ(audit(folder, {"census"}).status, 2);
}

}  // namespace
}  // namespace mmoe
