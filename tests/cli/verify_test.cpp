// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "cli/trial_run.h"
#include "paths.h"
#include "results/sample_result.h"

namespace mmoe::testing {
namespace {

using nlohmann::ordered_json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(VerifyCommand, JudgesWhatHasDataAndNamesWhatHasNone) {
  const TempDir dir;
  write_result(sample_synthetic(20), dir / "synthetic.json");
  const Outcome outcome = run_cli({"verify", dir.path()});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out,
              AllOf(HasSubstr("MMoE is below OMoE at"),
                    HasSubstr("no data: run mmoe-bench --exp census-income --group 2")));
  EXPECT_THAT(outcome.err, HasSubstr("wrote"));
  const auto json = ordered_json::parse(read_file(dir / "claims.json"));
  EXPECT_EQ(json["schema"], "mmoe-bench/claims");
  // The file is no result, and changes nothing.
  const Outcome again = run_cli({"verify", dir.path(), "--json", "--quiet"});
  EXPECT_EQ(ordered_json::parse(again.out), json);
  EXPECT_EQ(again.err, "");
}

/// Nobody can write in /proc/self/fd, root included.
TEST(VerifyCommand, ShowsItsVerdictsWhereItCannotWriteThem) {
  const TempDir dir;
  write_result(sample_synthetic(8), dir / "synthetic.json");
  const Outcome outcome =
      run_cli({.args = {"verify", "/proc/self/fd/0"}, .input = read_file(dir / "synthetic.json")});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("MMoE is below OMoE at"));
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("warning: cannot write '/proc/self/fd/claims.json'"),
                                 Not(HasSubstr("wrote"))));
}

TEST(VerifyCommand, TakesClaimsOfTheUsersOwn) {
  const TempDir dir;
  write_result(sample_synthetic(8), dir / "synthetic.json");
  write_file(dir / "mine.json",
             R"({"family": "mine", "where": "mine", "data": "synthetic", "setting": "cosine",
"command": "c", "claims": [{"name": "n", "sentence": "OMoE beats MMoE", "comparison": "better",
"cells": ["omoe@0.5"], "than": ["mmoe@0.5"]}]})");
  const Outcome outcome = run_cli({"verify", dir / "synthetic.json", "--claims", dir / "mine.json",
                                   "--out", dir / "verdicts.json"});
  EXPECT_THAT(outcome.out, HasSubstr("1 contradicted"));
  EXPECT_TRUE(std::filesystem::exists(dir / "verdicts.json"));
  EXPECT_FALSE(std::filesystem::exists(dir / "claims.json"));
}

TEST(VerifyCommand, RefusesWhatIsWrong) {
  const TempDir dir;
  EXPECT_EQ(run_cli({"verify"}).status, 2);
  EXPECT_THAT(run_cli({"verify", dir / "none"}).err, HasSubstr("none"));
  EXPECT_THAT(run_cli({"verify", dir.path()}).err, HasSubstr("no result file below it"));
  write_result(sample_synthetic(1), dir / "synthetic.json");
  write_file(dir / "bad.json", "{\n\"family\": 3}");
  const Outcome bad = run_cli({"verify", dir / "synthetic.json", "--claims", dir / "bad.json"});
  EXPECT_EQ(bad.status, 2);
  EXPECT_THAT(bad.err, HasSubstr("bad.json:2: family: found 3"));
  const TempDir own;
  write_file(own / "claims.json", read_file(source_dir() / "experiments/claims/figure-4.json"));
  for (const std::filesystem::path& input : {own / "claims.json", dir / "synthetic.json"}) {
    const std::string before = read_file(input);
    const Outcome over = run_cli(
        {"verify", dir / "synthetic.json", "--claims", own / "claims.json", "--out", input});
    EXPECT_EQ(over.status, 2);
    EXPECT_THAT(over.err, HasSubstr("would replace what they are made from"));
    EXPECT_EQ(read_file(input), before);
  }
  const Outcome unwritable =
      run_cli({"verify", dir / "synthetic.json", "--out", dir / "no/such/claims.json"});
  EXPECT_EQ(unwritable.status, 2);
  EXPECT_EQ(unwritable.out, "");
}

TEST(ClaimsCommand, ListsClaimsAndRules) {
  const Outcome outcome = run_cli({"claims"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("MMoE is below OMoE at cosine 0.5"),
                                 HasSubstr("How each comparison is tested")));
  const auto json = ordered_json::parse(run_cli({"claims", "--json"}).out);
  for (const auto& claim : json) EXPECT_NE(claim["rule"], "") << claim;
}

TEST(Run, PrintsTheClaimsThatItsResultCanTell) {
  const TempDir dir;
  write_tiny_experiment(dir.path(), 5);
  const Outcome outcome =
      run_cli({.args = {"--exp", "tiny.json", "--runs", "2"}, .cwd = dir.path()});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("claims of the paper (95 %"),
                                 HasSubstr("inconclusive  "), Not(HasSubstr("OMoE"))));
}

}  // namespace
}  // namespace mmoe::testing
