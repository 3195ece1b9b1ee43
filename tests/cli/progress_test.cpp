// SPDX-License-Identifier: Apache-2.0
// What a run tells while it works: on a terminal, elsewhere, and to programs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "cli/trial_run.h"

namespace mmoe::testing {
namespace {

using nlohmann::json;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class Told : public ::testing::Test {
 protected:
  /// The tiny experiment: 8 trials.
  Outcome run(const std::vector<std::string>& flags, bool terminal = false,
              const std::string& term = "xterm") const {
    std::vector<std::string> args = {
        "--exp", write_tiny_experiment(dir_.path(), 20), "--runs", "1", "--out", dir_ / "out"};
    args.insert(args.end(), flags.begin(), flags.end());
    return run_cli(
        {.args = args, .env = {{"TERM", term}, {"NO_COLOR", "1"}}, .stderr_terminal = terminal});
  }

  TempDir dir_;
};

TEST_F(Told, OnATerminalOneLineIsDrawnOver) {
  if (!have_terminals()) GTEST_SKIP() << kNoTerminals;
  const std::string told = run({}, true).err;
  EXPECT_THAT(told, StartsWith("\r[....................] 0/8 trials\033[K\r"));
  EXPECT_THAT(told, ContainsRegex("\r\\[####################\\] 8/8 trials, [0-9.e+]+/s, took "
                                  "[0-9]+s; best mmoe [0-9.]+, shared-"));
  EXPECT_THAT(told, HasSubstr("wrote "));
  EXPECT_THAT(told, HasSubstr("next: mmoe-bench report " + (dir_ / "out").string()));
  // Nothing but what moves the cursor: NO_COLOR is set.
  EXPECT_THAT(told, Not(ContainsRegex("\033\\[[0-9;]*m")));
}

TEST_F(Told, ElsewhereLinesArePlain) {
  if (!have_terminals()) GTEST_SKIP() << kNoTerminals;
  for (const Outcome& outcome :
       {run({}), run({"--fresh"}, true, "dumb"), run({"--fresh"}, true, "")}) {
    // A line of its own, after others where trials are slow.
    EXPECT_THAT(outcome.err, ContainsRegex("(^|\n)8/8 trials, "));
    EXPECT_THAT(outcome.err, HasSubstr("; best mmoe "));
    EXPECT_THAT(outcome.err, Not(HasSubstr("\033")));
  }
}

TEST_F(Told, QuietTellsNothing) {
  if (!have_terminals()) GTEST_SKIP() << kNoTerminals;
  EXPECT_EQ(run({"--quiet"}, true).err, "");
  EXPECT_EQ(run({"--fresh", "--log-level", "error"}).err, "");
}

TEST_F(Told, DebugNamesEveryTrial) {
  if (!have_terminals()) GTEST_SKIP() << kNoTerminals;
  const std::string first = run({"--log-level", "debug"}, true).err;
  EXPECT_THAT(first, ContainsRegex("debug: mmoe/cosine=0.5/lr=0.01/run=0: ok, [0-9.]+s"));
  EXPECT_THAT(run({"--log-level", "debug"}).err,
              HasSubstr("debug: mmoe/cosine=0.5/lr=0.01/run=0: found in the store\n"));
  const Outcome unknown = run({"--log-level", "loud"});
  EXPECT_EQ(unknown.status, 2);
  EXPECT_THAT(unknown.err, HasSubstr("--log-level: found 'loud'; expected one of error, "));
}

TEST_F(Told, EventsAreJsonALine) {
  const Outcome outcome = run({"--json", "--quiet"});
  EXPECT_EQ(outcome.err, "");
  std::istringstream lines(outcome.out);
  std::vector<json> events;
  for (std::string line; std::getline(lines, line);) events.push_back(json::parse(line));
  ASSERT_EQ(events.size(), 9U);
  for (std::size_t i = 0; i < 8; ++i) {
    EXPECT_EQ(events[i]["event"], "trial");
    EXPECT_EQ(events[i]["done"], i + 1);
    for (const char* member : {"key", "status", "objective", "found", "total", "seconds_left"}) {
      EXPECT_TRUE(events[i].contains(member)) << member;
    }
  }
  const std::string file = dir_ / "out" / "tiny.json";
  EXPECT_EQ(events[8],
            json({{"event", "result"}, {"file", file}, {"result", json::parse(read_file(file))}}));
  EXPECT_THAT(run({"--json", "--shard", "1/2"}).out,
              HasSubstr(R"({"event":"shard","shard":"1/2","folder":)"));
}

TEST_F(Told, ADryRunEstimatesEveryTrial) {
  const json listed = json::parse(run({"--dry-run", "--json", "--jobs", "2"}).out);
  ASSERT_EQ(listed["trials"].size(), 8U);
  EXPECT_EQ(listed["trials"][0]["key"], "shared-bottom/cosine=0.5/lr=0.001/run=0");
  double sum = 0;
  for (const json& trial : listed["trials"]) sum += trial["seconds"].get<double>();
  EXPECT_GT(sum, 0);
  EXPECT_DOUBLE_EQ(listed["seconds"], sum);
  EXPECT_GE(listed["wall_seconds"], sum / 2);
  EXPECT_FALSE(std::filesystem::exists(dir_ / "out"));
}

}  // namespace
}  // namespace mmoe::testing
