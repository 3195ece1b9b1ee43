// SPDX-License-Identifier: Apache-2.0
// From a CSV file to trained models by the commands that datasets/table.md names.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "cli/run_cli.h"

namespace mmoe {
namespace {

using ::testing::HasSubstr;

/// Rows of `data synthetic` with a recipe of `data init` in the folder below.
void make_table(const testing::TempDir& dir) {
  std::filesystem::create_directory(dir / "own");
  const auto rows =
      testing::run_cli({.args = {"data", "synthetic", "--pearson", "0.5", "--dimension", "4",
                                 "--rows", "300", "--out", "x.csv"},
                        .cwd = dir.path()});
  ASSERT_EQ(rows.status, 0) << rows.err;
  const auto init = testing::run_cli(
      {.args = {"data", "init", "x.csv", "--out", "own/x.json"}, .cwd = dir.path()});
  ASSERT_EQ(init.status, 0) << init.err;
  EXPECT_THAT(init.err, HasSubstr("x4: numeric: numbers from "));
  EXPECT_THAT(init.err, HasSubstr("y2: label: numbers of mean "));
  EXPECT_THAT(init.err, HasSubstr("mmoe-bench --exp table --set data.recipe=own/x.json\n"));
}

TEST(DataInit, ItsRecipeTrainsAllModels) {
  const testing::TempDir dir;
  make_table(dir);
  const auto run = [&](const std::vector<std::string>& experiment) {
    std::vector<std::string> args = {
        "--steps", "20", "--runs", "1", "--set", "training.evaluate_every=10", "--out", "out"};
    args.insert(args.begin(), experiment.begin(), experiment.end());
    return testing::run_cli({.args = args, .cwd = dir.path()});
  };
  const auto first = run({"--exp", "table", "--set", "data.recipe=own/x.json"});
  ASSERT_EQ(first.status, 0) << first.err;
  const auto result = nlohmann::json::parse(testing::read_file(dir.path() / "out" / "table.json"));
  EXPECT_EQ(result["trials"].size(), 7U);
  EXPECT_EQ(result["data"]["rows"]["test"], 60);
  EXPECT_EQ(result["data"]["files"][0]["file"], "x.csv");
  // The recipe of an experiment file is meant from that file; the trials are the same.
  testing::write_file(dir.path() / "own" / "mine.json",
                      R"({"extends": "table", "name": "table", "data": {"recipe": "x.json"}})");
  const auto again = run({"--exp", "own/mine.json"});
  EXPECT_EQ(again.status, 0) << again.err;
  EXPECT_EQ(nlohmann::json::parse(testing::read_file(dir.path() / "out" / "table.json"))["trials"],
            result["trials"]);
}

TEST(DataInit, DescribesTheTable) {
  const testing::TempDir dir;
  make_table(dir);
  const auto text =
      testing::run_cli({.args = {"data", "describe", "own/x.json"}, .cwd = dir.path()});
  EXPECT_EQ(text.status, 0) << text.err;
  EXPECT_THAT(text.out, HasSubstr("rows: 210 train, 30 validation, 60 test"));
  EXPECT_THAT(text.out, HasSubstr("inputs: 4 dense, 0 one-hot"));
  EXPECT_THAT(text.out, HasSubstr("y1, y2"));
  const auto json =
      testing::run_cli({.args = {"data", "describe", "own/x.json", "--json"}, .cwd = dir.path()});
  EXPECT_EQ(nlohmann::json::parse(json.out)["table"], "x");
}

TEST(DataInit, WritesTheRecipeOfAPublishedTable) {
  const testing::TempDir dir;
  const auto adult =
      testing::run_cli({.args = {"data", "init", "adult", "--out", "a.json"}, .cwd = dir.path()});
  EXPECT_EQ(adult.status, 0) << adult.err;
  EXPECT_EQ(adult.err,
            "wrote a.json; put adult.data and adult.test beside it, then: mmoe-bench --exp table "
            "--set data.recipe=a.json\n");
  const auto without =
      testing::run_cli({.args = {"data", "describe", "a.json"}, .cwd = dir.path()});
  EXPECT_EQ(without.status, 2);
  EXPECT_THAT(without.err, HasSubstr("adult.data: No such file or directory"));
  // A file of that name is a table of one's own.
  testing::write_file(dir.path() / "adult", "x,y\n1,0\n2,1\n3,0\n4,1\n");
  const auto own =
      testing::run_cli({.args = {"data", "init", "adult", "--out", "b.json"}, .cwd = dir.path()});
  EXPECT_EQ(own.status, 0) << own.err;
  EXPECT_THAT(own.err, HasSubstr("wrote b.json; read it"));
}

TEST(DataInit, LeavesARecipeThatIsThere) {
  const testing::TempDir dir;
  make_table(dir);
  const auto again = testing::run_cli(
      {.args = {"data", "init", "x.csv", "--out", "own/x.json"}, .cwd = dir.path()});
  EXPECT_EQ(again.status, 2);
  EXPECT_THAT(again.err, HasSubstr("error: --out: 'own/x.json' is already there"));
}

TEST(DataInit, RefusesWhatIsNoTable) {
  const auto missing = testing::run_cli({"data", "init", "no-such.csv"});
  EXPECT_EQ(missing.status, 2);
  EXPECT_EQ(missing.err, "error: no-such.csv: No such file or directory\n");
  const auto other = testing::run_cli({"data", "describe", "no-such.txt"});
  EXPECT_EQ(other.status, 2);
  EXPECT_THAT(
      other.err,
      HasSubstr(
          "found 'no-such.txt'; expected census-income, kuairand-1k, kuairand-27k, or a recipe"));
  const auto experiment = testing::run_cli({"--exp", "table"});
  EXPECT_EQ(experiment.status, 2);
  EXPECT_THAT(experiment.err, HasSubstr("data.recipe: missing; expected the path of a recipe"));
}

}  // namespace
}  // namespace mmoe
