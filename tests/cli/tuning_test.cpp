// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "data/census/census_fixture.h"
#include "run_cli.h"
#include "tuning/search/timeless.h"

namespace mmoe::testing {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;

/// The built-in small search, shortened, in a folder of `dir`; `more` come last.
Outcome small_search(const TempDir& dir, std::vector<std::string> more = {},
                     const std::string& out = "out") {
  std::vector<std::string> args = {"--exp",
                                   "synthetic-tuning",
                                   "--trainings",
                                   "5",
                                   "--steps",
                                   "20",
                                   "--out",
                                   dir / out,
                                   "--quiet",
                                   "--set",
                                   "tuning.fresh_runs=2"};
  args.insert(args.end(), more.begin(), more.end());
  return run_cli(args);
}

TEST(TuningCommand, SearchesShowsWritesAndRunsWhatItFound) {
  const TempDir dir;
  const Outcome search = small_search(dir);
  ASSERT_EQ(search.status, 0) << search.err;
  EXPECT_THAT(search.out, HasSubstr("5 of 5"));
  EXPECT_THAT(search.out, HasSubstr("Importance of each option"));

  const Outcome shown = run_cli({"tuning", dir / "out"});
  EXPECT_EQ(shown.status, 0) << shown.err;
  EXPECT_THAT(shown.out, HasSubstr("mmoe"));
  const Outcome json = run_cli({"tuning", dir / "out", "--json"});
  EXPECT_EQ(ordered_json::parse(json.out)["studies"].size(), 2U);

  const std::string best = dir / "best.json";
  const Outcome written = run_cli({"tuning", dir / "out", "--write", best});
  ASSERT_EQ(written.status, 0) << written.err;
  EXPECT_THAT(written.err, HasSubstr("wrote " + best));
  EXPECT_THAT(run_cli({"compare", dir / "out", dir / "out"}).err,
              HasSubstr("no experiment is in both: the first has no result that can be compared"));
  const Outcome run = run_cli({"--exp", best, "--runs", "1", "--quiet", "--out", dir / "best"});
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_TRUE(std::filesystem::exists(dir / "best" / "synthetic-tuning-tuned.json"));
}

TEST(TuningCommand, WritesASummaryThatItsSchemaAccepts) {
  if (!have_python("jsonschema")) GTEST_SKIP() << kNoJsonschema;
  const TempDir dir;
  ASSERT_EQ(small_search(dir).status, 0);
  const Outcome checked = run_program(
      kPython, {.args = {"-m", "jsonschema", "-i", dir / "out" / "synthetic-tuning.json",
                         source_dir() / "results/schema/tuning-1.schema.json"}});
  EXPECT_EQ(checked.status, 0) << checked.err;
}

TEST(TuningCommand, ASummaryWithADamagedSpaceIsRefusedByName) {
  const TempDir dir;
  ASSERT_EQ(small_search(dir).status, 0);
  const std::string file = dir / "out" / "synthetic-tuning.json";
  const ordered_json summary = ordered_json::parse(read_file(file));
  for (const ordered_json& option :
       {ordered_json{{"low", 1}}, ordered_json{{"path", "experts"}, {"values", {2, 2}}}}) {
    ordered_json damaged = summary;
    damaged["studies"][0]["space"][0] = option;
    write_file(file, damaged.dump());
    const Outcome refused = run_cli({"report", dir / "out", "--out", dir / "report"});
    EXPECT_EQ(refused.status, 2);
    EXPECT_THAT(refused.err, HasSubstr("synthetic-tuning.json: damaged: "));
    EXPECT_FALSE(std::filesystem::exists(dir / "report"));
  }
}

TEST(TuningCommand, PausesAndGoesOn) {
  const TempDir dir;
  const Outcome paused = small_search(dir, {"--time", "0.0001s"});
  EXPECT_EQ(paused.status, 130);
  EXPECT_THAT(paused.err, HasSubstr("paused after 0.0001s; finished trials are kept: run the same "
                                    "command again to resume"));
  EXPECT_THAT(run_cli({"tuning", dir / "out"}).out, HasSubstr(" of 5"));
  EXPECT_EQ(small_search(dir).status, 0);
}

TEST(TuningCommand, BeginsWithWhatAnEarlierSearchFound) {
  const TempDir dir;
  ASSERT_EQ(small_search(dir).status, 0);
  const TempDir other;
  ASSERT_EQ(small_search(other, {"--warm-start", dir / "out"}).status, 0);
  const auto summary = [](const TempDir& of) {
    return ordered_json::parse(read_file(of / "out" / "synthetic-tuning.json"))["studies"][0];
  };
  const ordered_json earlier = summary(dir);
  const ordered_json first = summary(other)["trials"][0];
  EXPECT_EQ(first["settings"], earlier["best_so_far"]["settings"]);
  for (const ordered_json& trial : earlier["trials"]) {
    if (trial["settings"] != first["settings"] || trial["run"] != 0) continue;
    EXPECT_EQ(trial["objective"], first["objective"]) << "the same data, weights and options";
  }
}

ordered_json timeless_file(const std::string& file) {
  return timeless(ordered_json::parse(read_file(file)));
}

TEST(TuningCommand, ShardsByStudyMergeToTheSearchOfOneMachine) {
  const TempDir dir;
  ASSERT_EQ(small_search(dir).status, 0);
  const std::string parts[] = {dir / "1", dir / "2"};
  EXPECT_THAT(small_search(dir, {"--shard", "1/2", "--dry-run"}).out,
              HasSubstr("5 trainings, 5 for each of 1 pair of model and setting"));
  for (const int i : {0, 1}) {
    const std::string shard = std::to_string(i + 1) + "/2";
    const Outcome part = small_search(dir, {"--shard", shard}, std::to_string(i + 1));
    ASSERT_EQ(part.status, 0) << part.err;
    EXPECT_FALSE(std::filesystem::exists(parts[i] + "/synthetic-tuning.json"));
  }
  EXPECT_THAT(run_cli({"tuning", parts[1]}).out, HasSubstr("0 of 5"));
  const Outcome half = run_cli({"merge", parts[1], "--out", dir / "half", "--quiet"});
  EXPECT_EQ(half.status, 1);
  EXPECT_THAT(half.err, HasSubstr("1 of 2 studies are missing: shared-bottom "));
  const Outcome merged = run_cli({"merge", parts[1], parts[0], "--out", dir / "all", "--quiet"});
  ASSERT_EQ(merged.status, 0) << merged.err;
  EXPECT_THAT(merged.out, HasSubstr("Importance of each option"));
  EXPECT_EQ(timeless_file(dir / "all" / "synthetic-tuning.json"),
            timeless_file(dir / "out" / "synthetic-tuning.json"));
  // The merged search is a search: it goes on where it ended.
  const Outcome again = small_search(dir, {}, "all");
  EXPECT_EQ(again.status, 0) << again.err;
}

TEST(TuningCommand, MergesOnlyPartsOfOneSearch) {
  const TempDir dir;
  ASSERT_EQ(small_search(dir, {"--shard", "1/2"}, "1").status, 0);
  ASSERT_EQ(small_search(dir, {"--shard", "2/2", "--seed", "5"}, "2").status, 0);
  const Outcome refused = run_cli({"merge", dir / "1", dir / "2", "--out", dir / "all"});
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.err, HasSubstr("do not belong together: config.seed is 1 in one, 5 in the "
                                     "other"));
  EXPECT_FALSE(std::filesystem::exists(dir / "all"));
}

TEST(TuningCommand, ShowsThePlanOfADryRun) {
  const TempDir dir;
  const Outcome plan = small_search(dir, {"--dry-run"});
  EXPECT_EQ(plan.out,
            "10 trainings, 5 for each of 2 pairs of model and setting, then at most 16 runs of the "
            "best on fresh data\n");
  EXPECT_FALSE(std::filesystem::exists(dir / "out"));
}

TEST(TuningCommand, RefusesASplitByRun) {
  const TempDir dir;
  for (const char* file : {"census-income.data", "census-income.test"}) {
    write_file(dir / file, census_text(60));
  }
  const Outcome refused = run_cli({.args = {"--exp", "census-tuning", "--data-dir", dir.path(),
                                            "--set", "data.split=by-run", "--out", dir / "out"},
                                   .env = {{"XDG_CACHE_HOME", dir / "cache"}}});
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.err, HasSubstr("data.split: found 'by-run' in a search; expected 'fixed'"));
}

struct WrongSearch {
  std::vector<std::string> args;
  const char* message;
};

TEST(TuningCommand, RefusesWrongUseInOneLine) {
  const TempDir dir;
  const std::string out = dir / "out";
  const WrongSearch cases[] = {
      {{"--exp", "synthetic", "--trainings", "5"},
       "error: --trainings: found with an experiment that tunes no model"},
      {{"--exp", "synthetic-tuning", "--time", "soon", "--out", out},
       "error: --time: found 'soon'; expected a time, such as 90s, 30m or 8h"},
      {{"--exp", "synthetic-tuning", "--predictions", "x.csv", "--out", out},
       "error: --predictions: "},
      {{"--exp", "synthetic-tuning", "--out", out, "--set", "tuning.objective.metric=mse", "--set",
        "tuning.objective.split=test"},
       "tuning.objective.split: found 'test'; expected validation"},
      {{"tuning", dir.path()}, "tuning.sqlite: not found; expected the folder of an experiment"},
  };
  for (const WrongSearch& wrong : cases) {
    const Outcome outcome = run_cli(wrong.args);
    EXPECT_EQ(outcome.status, 2) << wrong.message;
    EXPECT_THAT(outcome.err, HasSubstr(wrong.message));
    EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 1) << outcome.err;
  }
}

}  // namespace
}  // namespace mmoe::testing
