// SPDX-License-Identifier: Apache-2.0
// An experiment with a simulated live test, as a user runs it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "live/small_live.h"
#include "run_cli.h"

namespace mmoe::testing {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;
using ::testing::StartsWith;

Outcome small_test(const TempDir& dir, std::vector<std::string> more = {}) {
  ordered_json config = live_config();
  config["runs"] = 1;
  write_file(dir / "live.json", config.dump());
  std::vector<std::string> args = {"--exp", dir / "live.json", "--out", dir / "out", "--quiet"};
  args.insert(args.end(), more.begin(), more.end());
  return run_cli(args);
}

TEST(LiveRun, AnswersFirstAndSaysThatItIsSimulated) {
  const TempDir dir;
  const Outcome run = small_test(dir);
  ASSERT_EQ(run.status, 0) << run.err;
  EXPECT_THAT(run.out, StartsWith("Simulated live test, relatedness 0.9: in truth, "));
  const ordered_json result = ordered_json::parse(read_file(dir / "out/small-live.json"));
  EXPECT_EQ(result["live"]["draws"].size(), 1U);
  EXPECT_TRUE(
      std::filesystem::exists(dir / "out/models/mmoe/relatedness=0.9/lr=0.01/run=0.safetensors"));
  // It takes no --until-told.
  EXPECT_THAT(run_cli({"--exp", dir / "live.json", "--out", dir / "out"}).err,
              HasSubstr("or the same command with --runs 2, "));
  const Outcome report = run_cli({"report", dir / "out", "--out", dir / "pages", "--format", "md"});
  ASSERT_EQ(report.status, 0) << report.err;
  EXPECT_THAT(read_file(dir / "pages/pages/small-live.md"), HasSubstr("Table 4, simulated"));
}

TEST(LiveRun, ListsItsTrialsAndRefusesWhatItCannotDo) {
  const TempDir dir;
  const Outcome plan = small_test(dir, {"--dry-run"});
  EXPECT_EQ(plan.status, 0) << plan.err;
  EXPECT_THAT(plan.out, HasSubstr("mmoe/relatedness=0.9"));
  const auto refusal = [&](const std::vector<std::string>& more) {
    const Outcome run = small_test(dir, more);
    EXPECT_EQ(run.status, 2);
    return run.err;
  };
  EXPECT_THAT(refusal({"--shard", "1/2"}), StartsWith("error: --shard: "));
  EXPECT_THAT(refusal({"--models", "mmoe"}), HasSubstr("shared-bottom"));
  EXPECT_THAT(refusal({"--set", "live.candidates=1"}), HasSubstr("live.candidates"));
  EXPECT_THAT(refusal({"--until-told", "1s"}), HasSubstr("a live test"));
  EXPECT_FALSE(std::filesystem::exists(dir / "out"));
}

}  // namespace
}  // namespace mmoe::testing
