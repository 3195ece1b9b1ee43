// SPDX-License-Identifier: Apache-2.0
// No command's output takes the place of what is not its own.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/run_cli.h"

namespace mmoe::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::vector<std::string> short_run(const fs::path& out) {
  return {"--exp",   "synthetic", "--models", "mmoe", "--cosine", "0.5",   "--runs", "2",
          "--steps", "10",        "--lr",     "0.01", "--quiet",  "--out", out};
}

std::vector<std::string> plus(std::vector<std::string> args, std::vector<std::string> more) {
  args.insert(args.end(), more.begin(), more.end());
  return args;
}

class OutputGuard : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(run_cli(short_run(dir_ / "e")).status, 0); }

  /// Runs `args`, which name `file` as an output; the file must stay as it is.
  void expect_kept(const std::vector<std::string>& args, const fs::path& file) {
    const std::string before = fs::exists(file) ? read_file(file) : "";
    const Outcome outcome = run_cli(args);
    EXPECT_EQ(outcome.status, 2) << outcome.out << outcome.err;
    EXPECT_THAT(outcome.err, StartsWith("error: "));
    EXPECT_EQ(fs::exists(file) ? read_file(file) : "", before) << file;
  }

  TempDir dir_;
};

TEST_F(OutputGuard, PredictionsReplaceNeitherStoreNorResult) {
  const fs::path e = dir_ / "e";
  fs::create_symlink(e / "trials.sqlite", dir_ / "link");
  for (const fs::path& place : {e / "trials.sqlite", e / "synthetic.json", e / "trials.lock",
                                e / "trials.sqlite-wal", e / "../e/trials.sqlite", dir_ / "link"}) {
    expect_kept(plus(short_run(e), {"--predictions", place}), e / "trials.sqlite");
    expect_kept(plus(short_run(e), {"--predictions", place}), e / "synthetic.json");
  }
  EXPECT_TRUE(fs::is_symlink(dir_ / "link"));
  EXPECT_EQ(run_cli({"store", "check", e}).status, 0);
  // A run that has not begun keeps its names free as well.
  const fs::path n = dir_ / "new";
  for (const fs::path& place : {n / "trials.sqlite", n / "synthetic.json", n / "x.json.gz"}) {
    EXPECT_EQ(run_cli(plus(short_run(n), {"--predictions", place})).status, 2);
    EXPECT_FALSE(fs::exists(n));
  }
}

TEST_F(OutputGuard, OtherCommandsNeither) {
  const fs::path store = dir_ / "e" / "trials.sqlite", result = dir_ / "e" / "synthetic.json";
  for (const fs::path& place : {store, result}) {
    expect_kept({"verify", dir_ / "e", "--out", place}, place);
    expect_kept({"fit-figure-2", "--sines", "1", "--starts", "1", "--out", place}, place);
    expect_kept({"data", "synthetic", "--pearson", "0.5", "--rows", "3", "--out", place}, place);
  }
}

/// SQLite replays such a file into the search beside it.
TEST_F(OutputGuard, NamesOfASearchAreKeptFree) {
  for (const char* name : {"tuning.sqlite", "tuning.sqlite-wal", "tuning.sqlite-journal"}) {
    const fs::path place = dir_ / name;
    expect_kept({"data", "synthetic", "--pearson", "0.5", "--rows", "3", "--out", place}, place);
  }
}

TEST_F(OutputGuard, FilesOfOthersStay) {
  const fs::path mine = dir_ / "mine.csv";
  for (const char* header : {"precious,data\n", "id,x1,x2\n"}) {
    write_file(mine, header);
    expect_kept({"data", "synthetic", "--pearson", "0.5", "--rows", "3", "--out", mine}, mine);
  }
  expect_kept(plus(short_run(dir_ / "e"), {"--predictions", mine}), mine);
  expect_kept({"verify", dir_ / "e", "--out", mine}, mine);
  expect_kept({"fit-figure-2", "--sines", "1", "--starts", "1", "--out", mine}, mine);
}

TEST_F(OutputGuard, OwnFilesAreReplaced) {
  const fs::path p = dir_ / "p.csv", x = dir_ / "x.csv", c = dir_ / "c.json";
  for (int time = 0; time < 2; ++time) {
    EXPECT_EQ(run_cli(plus(short_run(dir_ / "e"), {"--predictions", p})).status, 0);
    EXPECT_EQ(run_cli({"verify", dir_ / "e", "--out", c}).status, 0);
    EXPECT_EQ(run_cli({"data", "synthetic", "--pearson", "0.5", "--rows", "3", "--out", x}).status,
              0);
  }
}

TEST_F(OutputGuard, AReportTakesNoFolderOfOthers) {
  for (const char* name : {"README.md", "index.html"}) {
    const fs::path page = dir_ / "proj" / name;
    fs::create_directories(page.parent_path());
    write_file(page, "# mine\n");
    expect_kept({"report", dir_ / "e", "--out", dir_ / "proj", "--format", "md,html"}, page);
    fs::remove(page);
  }
  // Formats that write no page leave it alone.
  write_file(dir_ / "proj" / "index.html", "mine");
  EXPECT_EQ(run_cli({"report", dir_ / "e", "--out", dir_ / "proj", "--format", "tex"}).status, 0);
  EXPECT_EQ(read_file(dir_ / "proj" / "index.html"), "mine");
  fs::remove_all(dir_ / "proj");
  write_file(dir_ / "other.csv", "a\n");
  fs::create_directories(dir_ / "proj" / "tables");
  fs::rename(dir_ / "other.csv", dir_ / "proj" / "tables" / "claims.csv");
  expect_kept({"report", dir_ / "e", "--out", dir_ / "proj", "--format", "csv"},
              dir_ / "proj" / "tables" / "claims.csv");
  expect_kept({"report", dir_ / "e", "--out", dir_ / "e" / "trials.sqlite", "--format", "md"},
              dir_ / "e" / "trials.sqlite");
  EXPECT_EQ(run_cli({"report", dir_ / "e", "--out", ""}).status, 2);
}

TEST_F(OutputGuard, ASecondExperimentAsksBeforeItReplacesAResult) {
  const fs::path e = dir_ / "e", result = e / "synthetic.json";
  auto fewer = short_run(e);
  fewer[7] = "1";
  expect_kept(fewer, result);
  auto longer = short_run(e);
  longer[9] = "11";
  expect_kept(longer, result);
  EXPECT_THAT(run_cli(longer).err, HasSubstr("training.steps 10; found 11"));
  auto other = short_run(e);
  other[3] = "omoe";
  expect_kept(other, result);
  EXPECT_THAT(run_cli(other).err, HasSubstr("with models [{\"model\":\"mmoe\""));
  EXPECT_THAT(run_cli(other).err, HasSubstr("; found none of these here"));
  EXPECT_EQ(run_cli(plus(longer, {"--replace"})).status, 0);
  EXPECT_THAT(read_file(result), HasSubstr("\"steps\": 11"));
  // More of the same loses nothing.
  longer[7] = "3";
  longer[5] = "0.5,0.9";
  EXPECT_EQ(run_cli(longer).status, 0);
}

TEST_F(OutputGuard, NoFlagTakesAnEmptyValue) {
  for (const std::vector<std::string>& args :
       std::vector<std::vector<std::string>>{{"verify", dir_ / "e", "--out", ""},
                                             {"fit-figure-2", "--out", ""},
                                             {"data", "synthetic", "--out", ""},
                                             {"merge", dir_ / "e", "--out", ""},
                                             {"store", "salvage", dir_ / "e", "--out", ""},
                                             {"compare", "", dir_ / "e"},
                                             {"--exp", ""}}) {
    const Outcome outcome = run_cli(args);
    EXPECT_EQ(outcome.status, 2) << args[0];
    EXPECT_THAT(outcome.err, StartsWith("error: "));
  }
}

}  // namespace
}  // namespace mmoe::testing
