// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/trial_run.h"

namespace mmoe::testing {
namespace {

using ::testing::HasSubstr;

class MergeCommand : public ::testing::Test {
 protected:
  Outcome run(const std::string& out, const std::vector<std::string>& more = {}) const {
    std::vector<std::string> args = {"--exp", experiment_, "--runs", "2", "--out", dir_ / out};
    args.insert(args.end(), more.begin(), more.end());
    return run_cli(args);
  }

  TempDir dir_;
  std::string experiment_ = write_tiny_experiment(dir_.path(), 20);
};

TEST_F(MergeCommand, MakesOneResultOfShards) {
  ASSERT_EQ(run("whole").status, 0);
  std::vector<std::string> args = {"merge", "--out", dir_ / "merged"};
  for (const std::string i : {"1", "2", "3"}) {
    const Outcome part = run(i, {"--shard", i + "/3"});
    EXPECT_EQ(part.status, 0);
    EXPECT_THAT(part.err, HasSubstr("mmoe-bench merge"));
    EXPECT_FALSE(std::filesystem::exists(dir_ / i / "tiny.json"));
    args.push_back(dir_ / i);
  }
  EXPECT_EQ(run_cli(args).status, 0);
  EXPECT_EQ(comparable_result(dir_ / "merged" / "tiny.json").dump(),
            comparable_result(dir_ / "whole" / "tiny.json").dump());
}

TEST_F(MergeCommand, NamesMissingTrialsAndKeepsTheOthers) {
  ASSERT_EQ(run("1", {"--shard", "1/2"}).status, 0);
  const Outcome merge = run_cli({"merge", dir_ / "1", "--out", dir_ / "merged"});
  EXPECT_EQ(merge.status, 1);
  EXPECT_THAT(merge.err, AllOf(HasSubstr("8 of 16 trials are missing"),
                               HasSubstr("shared-bottom/cosine=0.5/lr=0.001/run=1")));
  EXPECT_THAT(run("merged", {"--json"}).out, HasSubstr(R"("found":true)"));
}

TEST_F(MergeCommand, RefusesPartsOfDifferentExperiments) {
  ASSERT_EQ(run("1", {"--shard", "1/2"}).status, 0);
  ASSERT_EQ(run("2", {"--shard", "2/2", "--batch", "8"}).status, 0);
  const Outcome merge = run_cli({"merge", dir_ / "1", dir_ / "2", "--out", dir_ / "merged"});
  EXPECT_EQ(merge.status, 2);
  EXPECT_THAT(merge.err, HasSubstr("experiment.training.batch is 16 in one, 8 in the other"));
}

TEST_F(MergeCommand, ReplacesAResultOfAnotherConfigurationOnlyWhenAsked) {
  ASSERT_EQ(run("whole", {"--steps", "30"}).status, 0);
  const std::string before = read_file(dir_ / "whole/tiny.json");
  ASSERT_EQ(run("1", {"--shard", "1/1"}).status, 0);
  std::vector<std::string> args = {"merge", dir_ / "1", "--out", dir_ / "whole"};
  const Outcome refused = run_cli(args);
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.err, HasSubstr("holds a result with training.steps 30; found 20 here"));
  EXPECT_EQ(read_file(dir_ / "whole/tiny.json"), before);
  args.emplace_back("--replace");
  std::filesystem::remove(dir_ / "whole/trials.sqlite");
  const Outcome replaced = run_cli(args);
  EXPECT_EQ(replaced.status, 0) << replaced.err;
  EXPECT_NE(read_file(dir_ / "whole/tiny.json"), before);
}

TEST_F(MergeCommand, RefusesAShardThatIsNone) {
  const Outcome outcome = run("1", {"--shard", "4/3"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("--shard: found '4/3'"));
}

}  // namespace
}  // namespace mmoe::testing
