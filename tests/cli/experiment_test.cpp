// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/embedded.h"
#include "cli/trial_run.h"
#include "results/sample_result.h"

namespace mmoe::testing {
namespace {

using ::testing::HasSubstr;

TEST(ExperimentCommand, ListsTheBuiltInOnes) {
  EXPECT_THAT(run_cli({"experiment", "list"}).out, HasSubstr("synthetic  "));
  const auto list = nlohmann::json::parse(run_cli({"experiment", "list", "--json"}).out);
  EXPECT_GE(list.size(), 1U);
  for (const auto& entry : list) EXPECT_NE(entry["title"], "");
}

TEST(ExperimentCommand, ListsAllInTheOrderOfUseWithTheirQuestions) {
  const std::string list = run_cli({"experiment", "list"}).out;
  EXPECT_LT(list.find("\nsynthetic "), list.find("\ncensus-income "));
  const auto json = nlohmann::json::parse(run_cli({"experiment", "list", "--json"}).out);
  EXPECT_EQ(json.size(), built_in_experiments().size());
  for (const auto& entry : json)
    EXPECT_THAT(entry["question"].get<std::string>(), ::testing::EndsWith("?"));
}

TEST(ExperimentCommand, ExplainsFields) {
  EXPECT_THAT(
      run_cli({"experiment", "fields"}).out,
      ::testing::AllOf(HasSubstr("patience"), HasSubstr("objective"), HasSubstr("experts")));
  EXPECT_EQ(nlohmann::json::parse(run_cli({"experiment", "fields", "--schema"}).out)["type"],
            "object");
}

TEST(ExperimentCommand, TakesAFolderForTheResultInIt) {
  const TempDir dir;
  std::filesystem::create_directory(dir / "a");
  write_result(sample_synthetic(2), dir / "a" / "synthetic.json");
  const Outcome shown = run_cli({"experiment", "show", dir / "a"});
  EXPECT_EQ(shown.status, 0) << shown.err;
  EXPECT_EQ(nlohmann::json::parse(shown.out)["runs"], 2);
  write_result(sample_census(2), dir / "a" / "census.json");
  EXPECT_THAT(run_cli({"experiment", "show", dir / "a"}).err,
              HasSubstr("found 2 results; expected one"));
}

TEST(ExperimentCommand, ShowsAConfigurationThatRunsAgain) {
  const TempDir dir;
  const Outcome shown = run_cli({"experiment", "show", "synthetic", "--resolved"});
  EXPECT_EQ(shown.status, 0);
  write_file(dir / "copy.json", shown.out);
  const Outcome again = run_cli({"experiment", "show", dir / "copy.json", "--resolved"});
  EXPECT_EQ(again.out, shown.out);
}

TEST(ExperimentCommand, ShowsADesignThatRunsAgain) {
  const TempDir dir;
  const Outcome shown = run_cli({"experiment", "show", "synthetic-sensitivity", "--resolved"});
  ASSERT_EQ(shown.status, 0) << shown.err;
  EXPECT_EQ(nlohmann::json::parse(shown.out)["design"]["points"], 48);
  write_file(dir / "copy.json", shown.out);
  EXPECT_EQ(run_cli({"experiment", "show", dir / "copy.json", "--resolved"}).out, shown.out);
  const auto third_point = [](const std::string& experiment) {
    const Outcome list = run_cli(
        {"--exp", experiment, "--set", "design.points=3", "--dry-run", "--shard", "3/3", "--json"});
    return nlohmann::json::parse(list.out)["points"][0]["factors"];
  };
  EXPECT_EQ(third_point(dir / "copy.json"), third_point("synthetic-sensitivity"));
}

TEST(ExperimentCommand, ShowsWhereTwoDiffer) {
  const TempDir dir;
  write_file(dir / "mine.json", R"({"extends": "synthetic", "name": "synthetic", "runs": 7})");
  const Outcome diff = run_cli({"experiment", "diff", "synthetic", dir / "mine.json"});
  EXPECT_EQ(diff.status, 0);
  EXPECT_EQ(diff.out, "runs\n  - 12\n  + 7\n");
  EXPECT_EQ(run_cli({"experiment", "diff", "synthetic", "synthetic"}).out, "");
}

TEST(ExperimentCommand, AResultDoesNotDifferFromItsExperiment) {
  const TempDir dir;
  const std::string own = write_tiny_experiment(dir.path(), 2);
  nlohmann::json config = nlohmann::json::parse(read_file(own));
  config["models"].push_back({{"model", "single-task"}, {"match_parameters", "mmoe"}});
  write_file(own, config.dump());
  const Outcome run = run_cli({"--exp", own, "--out", dir / "out", "--quiet"});
  ASSERT_EQ(run.status, 0) << run.err;
  const Outcome same = run_cli({"experiment", "diff", own, dir / "out" / "tiny.json"});
  EXPECT_EQ(same.status, 0) << same.err;
  EXPECT_EQ(same.out, "");
}

TEST(ExperimentCommand, ShowsWhereDesignsDiffer) {
  const Outcome diff = run_cli({"experiment", "diff", "synthetic-sensitivity", "synthetic"});
  EXPECT_EQ(diff.status, 0) << diff.err;
  EXPECT_THAT(diff.out, HasSubstr("design\n  - {"));
}

TEST(ExperimentCommand, RefusesAnUnknownName) {
  const Outcome outcome = run_cli({"experiment", "show", "syntetic"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("did you mean 'synthetic'?"));
}

}  // namespace
}  // namespace mmoe::testing
