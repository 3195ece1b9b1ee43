// SPDX-License-Identifier: Apache-2.0
// Places that cannot be written, or are another's, are refused before any work.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/trial_run.h"

namespace mmoe::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class GuardedPlaces : public ::testing::Test {
 protected:
  Outcome run(const std::vector<std::string>& flags) const {
    std::vector<std::string> args = {
        "--exp",     write_tiny_experiment(dir_.path(), 10), "--runs", "1", "--quiet", "--out",
        dir_ / "out"};
    args.insert(args.end(), flags.begin(), flags.end());
    return run_cli(args);
  }

  /// Nothing is trained: the folder has no store.
  void expect_refused(const std::vector<std::string>& flags, const std::string& said) const {
    const Outcome outcome = run(flags);
    EXPECT_EQ(outcome.status, 2) << outcome.err;
    EXPECT_THAT(outcome.err, AllOf(StartsWith("error: "), HasSubstr(said)));
    EXPECT_FALSE(fs::exists(dir_ / "out" / "trials.sqlite"));
  }

  void write_mine(const std::string& place) const {
    fs::create_directories((dir_ / place).parent_path());
    write_file(dir_ / place, "mine\n");
  }

  TempDir dir_;
};

TEST_F(GuardedPlaces, ALockOfAnotherProgramStays) {
  write_mine("out/trials.lock");
  expect_refused({}, "out/trials.lock is a file of another program; expected another --out");
  EXPECT_EQ(read_file(dir_ / "out/trials.lock"), "mine\n");
}

TEST_F(GuardedPlaces, ALockThatIsALinkIsNotFollowed) {
  write_mine("notes.txt");
  fs::create_directories(dir_ / "out");
  fs::create_symlink(dir_ / "notes.txt", dir_ / "out/trials.lock");
  expect_refused({}, "out/trials.lock is a link; expected none, or another --out");
  EXPECT_EQ(read_file(dir_ / "notes.txt"), "mine\n");
}

TEST_F(GuardedPlaces, ALockThatAFullDiskCutShortIsTaken) {
  for (const char* text : {"", "proc", "process 12 on"}) {
    fs::remove_all(dir_ / "out");
    fs::create_directories(dir_ / "out");
    write_file(dir_ / "out/trials.lock", text);
    EXPECT_EQ(run({}).status, 0) << text;
  }
}

TEST_F(GuardedPlaces, APageOfOthersStopsARunBeforeItBegins) {
  write_mine("out/report/index.html");
  expect_refused({"--report"}, "out/report/index.html': it is a file of another program");
  EXPECT_EQ(read_file(dir_ / "out/report/index.html"), "mine\n");
}

TEST_F(GuardedPlaces, AFileWhereAFolderIsToBeStopsARunBeforeItBegins) {
  write_mine("out/report");
  expect_refused({"--report"}, "out/report' is a file; expected a folder");
  write_mine("out/models");
  expect_refused({"--save-models", "best"}, "out/models' is a file; expected a folder");
}

TEST_F(GuardedPlaces, ANameThatNoFileCanHaveIsRefused) {
  const std::string longest = dir_ / std::string(255, 'n'), longer = dir_ / std::string(256, 'n');
  expect_refused({"--predictions", longer}, "the name is too long; expected at most 255 bytes");
  ASSERT_EQ(run({"--predictions", longest}).status, 0);
  EXPECT_TRUE(fs::exists(longest));
  for (const std::vector<std::string>& args : std::vector<std::vector<std::string>>{
           {"verify", dir_ / "out", "--out", longer},
           {"data", "synthetic", "--pearson", "0.5", "--out", longer},
           {"report", dir_ / "out", "--out", longer},
           {"store", "salvage", dir_ / "out", "--out", longer}}) {
    const Outcome outcome = run_cli(args);
    EXPECT_EQ(outcome.status, 2) << args[0];
    EXPECT_THAT(outcome.err, AllOf(HasSubstr("too long"), Not(HasSubstr("filesystem error"))));
  }
}

TEST_F(GuardedPlaces, NamesOfATableDoNotReachTheTerminalAsCommands) {
  write_file(dir_ / "t.csv", "a,x\x1b[2J,click\n1,2,0\n2,3,1\n3,1,0\n");
  const Outcome outcome = run_cli({"data", "init", dir_ / "t.csv"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("x\\x1b[2J: numeric"), Not(HasSubstr("\x1b"))));
}

TEST_F(GuardedPlaces, ARecipeDoesNotNameATableThatJsonCannot) {
  const fs::path folder = dir_ / "bad\xff";
  fs::create_directories(folder);
  write_file(folder / "t.csv", "a,click\n1,0\n2,1\n3,0\n");
  const Outcome outcome = run_cli({"data", "init", folder / "t.csv"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("expected UTF-8"), Not(HasSubstr("json.exception"))));
  EXPECT_EQ(run_cli({"data", "init", folder / "t.csv", "--out", folder / "t.json"}).status, 0);
}

TEST_F(GuardedPlaces, AFlagOutOfRangeIsNotTakenForASwitch) {
  const Outcome outcome = run_cli({"data", "recommendation", "--run", "4294967296"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("--run: found '4294967296'; expected a smaller number"));
}

}  // namespace
}  // namespace mmoe::testing
