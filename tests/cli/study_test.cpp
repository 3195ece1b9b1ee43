// SPDX-License-Identifier: Apache-2.0
// An experiment with a design and `sensitivity`, through the real binary.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "cli/trial_run.h"
#include "data/census/census_fixture.h"
#include "experiment/store/store.h"
#include "paths.h"

namespace mmoe::testing {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

/// Small enough for a test: 4 points, tiny models.
std::string study_text(const std::vector<int>& batches = {4, 8}) {
  json config = json::parse(R"({
    "name": "tiny", "seed": 3, "runs": 2,
    "data": {"set": "synthetic", "dimension": 6, "cosine": [0.5, 0.9, 1],
             "validation_rows": 20, "test_rows": 20},
    "training": {"steps": 4, "evaluate_every": 2, "learning_rates": [0.01]},
    "models": [{"model": "shared-bottom", "options": {"bottom": [6], "tower": [3]}},
               {"model": "omoe", "options": {"experts": 2, "expert": [4], "tower": [3]}},
               {"model": "mmoe", "options": {"experts": 2, "expert": [4], "tower": [3]}}],
    "design": {"points": 4, "factors": {
      "batch": {"path": "training.batch"},
      "rate": {"path": "training.learning_rates[]", "low": 0.001, "high": 0.01,
               "scale": "log"}}}})");
  config["design"]["factors"]["batch"]["values"] = batches;
  return config.dump();
}

class StudyTest : public ::testing::Test {
 protected:
  void SetUp() override { write_file(dir_ / "tiny.json", study_text()); }

  Outcome run(std::vector<std::string> more, const std::string& out = "out") {
    more.insert(more.begin(), {"--exp", dir_ / "tiny.json", "--out", dir_ / out, "--quiet"});
    return run_cli(more);
  }
  json summary(const std::string& out = "out") {
    json value = json::parse(read_file(dir_ / out / "tiny.json"));
    value.erase("environment");
    return value;
  }
  /// Checks the summary of a run by the published schema.
  void follow_schema() {
    if (!have_python("jsonschema")) GTEST_SKIP() << kNoJsonschema;
    ASSERT_EQ(run({}).status, 0);
    const Outcome outcome =
        run_program(kPython, {.args = {"-m", "jsonschema", "-i", dir_ / "out" / "tiny.json",
                                       source_dir() / "results/schema/sensitivity-1.schema.json"}});
    EXPECT_EQ(outcome.status, 0) << outcome.out << outcome.err;
  }
  TempDir dir_;
};

TEST_F(StudyTest, RunsEveryPointAndSummarises) {
  const Outcome outcome = run({});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("tiny: 4 of 4 points"));
  const json found = summary();
  EXPECT_EQ(found["schema"], "mmoe-bench/sensitivity");
  ASSERT_EQ(found["points"].size(), 4U);
  for (const json& point : found["points"]) {
    EXPECT_EQ(point["cells"].size(), 9U);
    EXPECT_TRUE(point["held_out"]["figure_4"].is_object());
    EXPECT_TRUE(point["held_out"]["figure_3"].is_null());  // no shared-bottom-16 here
    const std::filesystem::path file = dir_ / "out" / point["file"].get<std::string>();
    const json result = json::parse(read_file(file));
    EXPECT_EQ(result["experiment"]["training"]["batch"], point["factors"]["batch"]);
  }
  EXPECT_EQ(found["nearest"][0]["within_20_percent"], 0);
  // The claims of Figures 4 and 5 can be told at every point.
  ASSERT_FALSE(found["claims"].empty());
  for (const json& claim : found["claims"]) {
    EXPECT_EQ(claim["points"], 4) << claim["claim"];
    EXPECT_EQ(claim["factors"].size(), 2U);
  }
  // Two runs are too few for the claims of spread: verdicts without an estimate are no part of it.
  std::size_t told = 0;
  for (const json& verdict : found["points"][0]["verdicts"]) told += !verdict["holds"].is_null();
  EXPECT_EQ(told, found["claims"].size());
}

TEST_F(StudyTest, GoesOnAndSumsUpToTheSameWhateverTheParts) {
  ASSERT_EQ(run({}).status, 0);
  const json whole = summary();
  for (const char* part : {"1/2", "2/2"}) {
    ASSERT_EQ(run({"--shard", part}, "parts").status, 0);
    EXPECT_FALSE(std::filesystem::exists(dir_ / "parts" / "tiny.json"));
  }
  const Outcome again = run({"--jobs", "1"}, "parts");
  EXPECT_EQ(again.status, 0) << again.err;
  EXPECT_EQ(summary("parts"), whole);
  // A point that is gone is left out by `sensitivity` and made again by the run.
  std::filesystem::remove(dir_ / "parts" / "points" / "002" / "tiny.json");
  const Outcome rest = run_cli({"sensitivity", dir_ / "parts", "--quiet"});
  EXPECT_EQ(rest.status, 0) << rest.err;
  EXPECT_THAT(rest.out, HasSubstr("tiny: 3 of 4 points"));
  EXPECT_EQ(run({}, "parts").status, 0);
  EXPECT_EQ(summary("parts"), whole);
}

TEST_F(StudyTest, ResultsOfAnEarlierDesignDoNotCount) {
  ASSERT_EQ(run({}).status, 0);
  write_file(dir_ / "tiny.json", study_text({5, 6}));
  ASSERT_EQ(run({"--shard", "1/4", "--replace"}).status, 0);
  const Outcome outcome = run_cli({"sensitivity", dir_ / "out", "--quiet"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("tiny: 1 of 4 points"));
}

TEST_F(StudyTest, ReplacesAnotherStudyOnlyWhenAsked) {
  ASSERT_EQ(run({"--shard", "1/4"}).status, 0);
  const std::string before = read_file(dir_ / "out/design.json");
  write_file(dir_ / "tiny.json", study_text({16, 32}));
  const Outcome refused = run({"--shard", "1/4"});
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.err, HasSubstr("design.json: holds a result with design.factors.batch"));
  EXPECT_EQ(read_file(dir_ / "out/design.json"), before);
  EXPECT_EQ(run({"--shard", "1/4", "--replace"}).status, 0);
  EXPECT_NE(read_file(dir_ / "out/design.json"), before);
}

TEST_F(StudyTest, ListsItsPoints) {
  const Outcome outcome = run({"--dry-run"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("4 points, 72 trials"));
  EXPECT_FALSE(std::filesystem::exists(dir_ / "out"));
}

TEST_F(StudyTest, ListsItsPointsAsJson) {
  const json all = json::parse(run({"--dry-run", "--json", "--jobs", "2"}).out);
  ASSERT_EQ(all["points"].size(), 4U);
  double wall = 0;
  for (const json& point : all["points"]) {
    EXPECT_EQ(point["trials"].size(), 18U);
    EXPECT_EQ(point["factors"].size(), 2U);
    wall += point["wall_seconds"].get<double>();
  }
  EXPECT_EQ(all["jobs"], 2);
  EXPECT_DOUBLE_EQ(all["wall_seconds"], wall);
}

TEST_F(StudyTest, ListsThePointsOfAShard) {
  const json part = json::parse(run({"--dry-run", "--json", "--shard", "2/3"}).out);
  ASSERT_EQ(part["points"].size(), 1U);
  EXPECT_EQ(part["points"][0]["number"], 1);
  EXPECT_THAT(run({"--dry-run", "--shard", "1/3"}).out, HasSubstr("2 points, 36 trials"));
}

TEST_F(StudyTest, TellsProgramsInEventsOnly) {
  std::istringstream lines(run({"--json"}).out);
  std::map<std::string, int> count;
  json last;
  for (std::string line; std::getline(lines, line);) {
    last = json::parse(line);
    count[last["event"]] += 1;
  }
  EXPECT_EQ(count, (std::map<std::string, int>{{"point", 4}, {"trial", 72}, {"result", 1}}));
  const std::string file = dir_ / "out" / "tiny.json";
  EXPECT_EQ(last["file"], file);
  EXPECT_EQ(last["result"], json::parse(read_file(file)));
  EXPECT_THAT(run({"--json", "--shard", "1/4"}, "part").out,
              HasSubstr(R"({"event":"shard","shard":"1/4","folder":)"));
}

TEST_F(StudyTest, TellsPeopleAsMuchAsTheyAskFor) {
  std::vector<std::string> args = {"--exp", dir_ / "tiny.json", "--out", dir_ / "out"};
  EXPECT_THAT(run_cli(args).err, HasSubstr("point 3 of 4: batch "));
  args.insert(args.end(), {"--log-level", "error"});
  EXPECT_EQ(run_cli(args).err, "");
}

TEST_F(StudyTest, LeavesAPlanThatIsBeingRun) {
  const auto out = (dir_ / "out").string();
  const auto plan = dir_ / "out" / "design.json";
  json slow = json::parse(study_text());
  slow["training"]["steps"] = 2'000'000'000;
  write_file(dir_ / "tiny.json", slow.dump());
  const Process first({"--exp", dir_ / "tiny.json", "--out", out}, dir_ / "err");
  while (!std::filesystem::exists(plan)) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  const std::string before = read_file(plan);
  const Outcome second = run({"--runs", "3"});
  EXPECT_EQ(second.status, 1);
  EXPECT_THAT(second.err, HasSubstr(out + " is in use by process " + std::to_string(first.pid())));
  EXPECT_EQ(read_file(plan), before);
}

TEST_F(StudyTest, FindsDataWhereItIsTold) {
  std::filesystem::create_directory(dir_ / "data");
  write_file(dir_ / "data" / "census-income.data", census_text(80));
  write_file(dir_ / "data" / "census-income.test", census_text(60, 20));
  write_file(dir_ / "census.json", R"({"extends": "census-income", "selected": ["shared-bottom"],
    "design": {"points": 2, "factors": {"batch": {"path": "training.batch", "values": [4, 8]}}}})");
  const auto census = [&](const std::vector<std::string>& more) {
    Invocation call{
        .args = {"--exp", dir_ / "census.json", "--data-dir", dir_ / "data", "--out", dir_ / "out",
                 "--runs", "1", "--steps", "2", "--group", "1", "--lr", "0.01"},
        .env = {{"XDG_CACHE_HOME", dir_ / "cache"}, {"MMOE_DATA_DIR", ""}}};
    call.args.insert(call.args.end(), more.begin(), more.end());
    return run_cli(call);
  };
  const Outcome list = census({"--dry-run"});
  EXPECT_EQ(list.status, 0) << list.err;
  EXPECT_THAT(list.out, HasSubstr("2 points, 2 trials"));
  const Outcome outcome = census({"--quiet"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("census: 2 of 2 points"));
}

TEST_F(StudyTest, MergesItsShards) {
  ASSERT_EQ(run({}).status, 0);
  for (const std::string part : {"1", "2"}) {
    ASSERT_EQ(run({"--shard", part + "/2"}, part).status, 0);
  }
  std::vector<std::string> merge = {"merge", dir_ / "1", "--out", dir_ / "merged", "--quiet"};
  const Outcome half = run_cli(merge);
  EXPECT_EQ(half.status, 1);
  EXPECT_THAT(half.err, HasSubstr("2 of 4 points are missing: 1, 3; "));
  merge.push_back(dir_ / "2");
  const Outcome both = run_cli(merge);
  EXPECT_EQ(both.status, 0) << both.err;
  EXPECT_THAT(both.out, HasSubstr("tiny: 4 of 4 points"));
  EXPECT_EQ(summary("merged"), summary());
}

TEST_F(StudyTest, MergesOnlyPartsOfOneStudy) {
  ASSERT_EQ(run({"--shard", "1/4"}, "1").status, 0);
  ASSERT_EQ(run({"--shard", "2/4", "--runs", "3"}, "2").status, 0);
  const Outcome outcome = run_cli({"merge", dir_ / "1", dir_ / "2", "--out", dir_ / "merged"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("do not belong together: runs is 2 in one, 3 in the other"));
  EXPECT_FALSE(std::filesystem::exists(dir_ / "merged"));
}

TEST_F(StudyTest, MergesOnlyPartsOfOneBuild) {
  for (const std::string part : {"1", "2"}) {
    ASSERT_EQ(run({"--shard", part + "/2"}, part).status, 0);
  }
  {
    Store store(dir_ / "2" / "points" / "003", Store::Mode::kResume);
    StoreContents contents = store.contents();
    contents.signatures.front() = "another";
    store.set_contents(contents);
  }
  const Outcome outcome = run_cli({"merge", dir_ / "1", dir_ / "2", "--out", dir_ / "merged"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("points/003 do not belong together: signatures"));
  EXPECT_FALSE(std::filesystem::exists(dir_ / "merged"));
}

TEST_F(StudyTest, OfASummaryIsTheStudyAgain) {
  ASSERT_EQ(run({}).status, 0);
  const Outcome again = run_cli({"--exp", dir_ / "out" / "tiny.json", "--dry-run"});
  EXPECT_EQ(again.status, 0) << again.err;
  EXPECT_THAT(again.out, HasSubstr("4 points, 72 trials"));
}

TEST_F(StudyTest, WrongUseIsOneLine) {
  const Outcome none = run_cli({"sensitivity", dir_.path()});
  EXPECT_EQ(none.status, 2);
  EXPECT_THAT(none.err, HasSubstr("design.json: not found"));
  write_file(dir_ / "tiny.json", study_text({4, 0}));
  const Outcome batch = run({});
  EXPECT_EQ(batch.status, 2);
  EXPECT_THAT(batch.err, HasSubstr("training.batch"));
  EXPECT_FALSE(std::filesystem::exists(dir_ / "out"));
  write_file(dir_ / "tiny.json", study_text());
  const Outcome flag = run({"--batch", "16"});
  EXPECT_EQ(flag.err,
            "error: --batch: training.batch is a factor of the design; expected it to be set "
            "there\n");
  const Outcome predictions = run({"--predictions", dir_ / "p.csv"});
  EXPECT_EQ(predictions.status, 2);
  EXPECT_THAT(predictions.err, HasSubstr("--predictions"));
}

TEST_F(StudyTest, RefusesAFileThatCannotBeWrittenBeforeItTrains) {
  for (const std::string file : {"tiny.json", "points/003/tiny.json"}) {
    const std::filesystem::path out = dir_ / "blocked";
    std::filesystem::create_directories(out / file);
    const Outcome outcome = run({}, "blocked");
    EXPECT_EQ(outcome.status, 2);
    EXPECT_THAT(outcome.err, HasSubstr("cannot write '" + (out / file).string()));
    EXPECT_FALSE(std::filesystem::exists(out / "points" / "000"));
    std::filesystem::remove_all(out);
  }
}

TEST_F(StudyTest, FollowsItsSchema) { follow_schema(); }

class SearchTest : public StudyTest {
 protected:
  void SetUp() override {
    json config = json::parse(study_text());
    config["runs"] = 1;
    config["design"]["points"] = 6;
    config["design"]["search"] = {{"objective", "figure-4"}, {"loss", "training"}};
    write_file(dir_ / "tiny.json", config.dump());
  }
};

TEST_F(SearchTest, SaysWhichPointIsTheNearestSoFar) {
  const Outcome outcome = run({});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("tiny: 6 of 6 points"));
  EXPECT_THAT(outcome.out, HasSubstr("searched for the least root mean square of the relative "
                                     "errors of Figure 4's nine final values, training loss; the "
                                     "points that came nearer than all before them:\n"
                                     "    point   0  "));
  EXPECT_THAT(outcome.out, HasSubstr(" of Figure 4's nine values within 20 %: batch "));
  const std::string page = dir_ / "report";
  const Outcome report = run_cli({"report", dir_ / "out", "--out", page, "--format", "md"});
  EXPECT_EQ(report.status, 0) << report.err;
  EXPECT_THAT(read_file(page + "/pages/tiny.md"),
              HasSubstr("How near to the paper the search came"));
}

TEST_F(SearchTest, FollowsItsSchema) { follow_schema(); }

TEST_F(SearchTest, ADryRunListsWhatIsKnownBeforehand) {
  const Outcome outcome = run({"--dry-run"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("6 points, 54 trials, about "));
  EXPECT_THAT(outcome.out, HasSubstr("\nthe first 4 fill the space, the others are proposed from "
                                     "what those before show:\n000  "));
  const json all = json::parse(run({"--dry-run", "--json"}).out);
  EXPECT_EQ(all["points"].size(), 4U);
  EXPECT_EQ(all["planned_points"], 6);
  EXPECT_EQ(all["search"]["loss"], "training");
  EXPECT_FALSE(std::filesystem::exists(dir_ / "out"));
}

TEST_F(SearchTest, WrongUseIsOneLine) {
  EXPECT_EQ(run({"--shard", "1/2"}).err,
            "error: --shard: the design has a search, whose points depend on one another; run it "
            "whole\n");
  EXPECT_EQ(run({"--batch", "16"}).err,
            "error: --batch: training.batch is a factor of the design; expected it to be set "
            "there\n");
  const Outcome wrong = run({"--set", "design.search.objective=figure-6"});
  EXPECT_EQ(wrong.status, 2);
  EXPECT_THAT(wrong.err, HasSubstr("design.search.objective: unknown value 'figure-6'"));
  ASSERT_EQ(run({}).status, 0);
  const Outcome merged = run_cli({"merge", dir_ / "out", "--out", dir_ / "merged"});
  EXPECT_EQ(merged.status, 2);
  EXPECT_THAT(merged.err, HasSubstr("out: holds a search, whose points depend on one another"));
  const std::string plan = read_file(dir_ / "out/design.json");
  json damaged = json::parse(plan);
  damaged["points"][1]["levels"][0] = 7;
  write_file(dir_ / "out/design.json", damaged.dump());
  const Outcome refused = run({});
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.err, HasSubstr("design.json: levels: found 7 for batch; expected 0 to 1"));
}

TEST(SyntheticSearch, ThePointsOfBothProtocolsResolve) {
  const std::vector<std::string> list = {"--exp", "synthetic-search", "--dry-run", "--set",
                                         "design.points=1"};
  const Outcome outcome = run_cli(list);
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("1 point, 18 trials"));
  EXPECT_THAT(outcome.out, HasSubstr("labels two fast sines, c 0.42, noise 0.105"));
  auto paper = list;
  paper.push_back("--paper");
  EXPECT_THAT(run_cli(paper).out, HasSubstr("1 point, 72 trials"));
}

TEST(SyntheticSensitivity, ThePointsOfBothProtocolsResolve) {
  const std::vector<std::string> list = {"--exp", "synthetic-sensitivity", "--dry-run", "--set",
                                         "design.points=2"};
  const Outcome outcome = run_cli(list);
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("2 points, 48 trials"));
  auto paper = list;
  paper.push_back("--paper");
  EXPECT_THAT(run_cli(paper).out, HasSubstr("2 points, 120 trials"));
}

}  // namespace
}  // namespace mmoe::testing
