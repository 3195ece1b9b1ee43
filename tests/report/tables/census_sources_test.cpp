// SPDX-License-Identifier: Apache-2.0
// The two sources of error of a census run, from training to the printed table.
#include <gmock/gmock.h>

#include <cstdlib>

#include "data/census/census_fixture.h"
#include "report/tables/result_table.h"
#include "results/session.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;
using ::testing::Not;

/// Census-income, two models untrained on made-up rows.
ordered_json census_config(const char* split) {
  return {{"name", "made"},
          {"data", {{"set", "census-income"}, {"group", {1}}, {"split", split}}},
          {"training", {{"steps", 0}, {"batch", 8}, {"learning_rates", {0.01}}}},
          {"models", {"shared-bottom", "mmoe"}},
          {"runs", 3}};
}

class CensusSources : public ::testing::Test {
 protected:
  CensusSources() {
    folder_.write("census-income.data", census_text(60));
    folder_.write("census-income.test", census_text(120, 1000));
    setenv("XDG_CACHE_HOME", folder_.path().c_str(), /*replace=*/1);
  }
  ~CensusSources() override { unsetenv("XDG_CACHE_HOME"); }

  RunOutcome run(const char* split) const {
    RunObserver observer;
    const auto out = std::filesystem::path(folder_.path()) / split;
    return Session({census_config(split), {}},
                   {.folder = out, .data_dir = folder_.path(), .check_files = false})
        .run(observer);
  }

  TestFolder folder_;
};

TEST_F(CensusSources, AreNamedInResultAndTableOfASplitByRun) {
  const RunOutcome outcome = run("by-run");
  ASSERT_EQ(outcome.records.front().auc_blocks.size(), 2U);
  EXPECT_EQ(outcome.records.front().auc_blocks[0].task, "income");
  EXPECT_EQ(outcome.records.front().auc_blocks[0].blocks.size(), 50U);
  const ordered_json& sources = outcome.result["comparisons"][0]["pairs"][0]["sources"];
  for (const char* name : {"mean", "se_runs", "se_rows", "se", "dof", "ci95", "p", "p_holm"}) {
    EXPECT_TRUE(sources.contains(name)) << name;
  }
  EXPECT_GT(sources["se_rows"], 0);
  EXPECT_GE(sources["se"], sources["se_rows"]);
  const Result read = to_result(outcome.result, outcome.records, "made.json");
  const std::string text = result_table(outcome.result, read, 200);
  EXPECT_THAT(text, HasSubstr("se: runs, rows"));
  EXPECT_THAT(text, HasSubstr("two sources of error"));
}

TEST_F(CensusSources, OfAFixedSplitAreTheRunsAlone) {
  const RunOutcome outcome = run("fixed");
  EXPECT_TRUE(outcome.records.front().auc_blocks.empty());
  EXPECT_FALSE(outcome.result["comparisons"][0]["pairs"][0].contains("sources"));
  const Result read = to_result(outcome.result, outcome.records, "made.json");
  const std::string text = result_table(outcome.result, read, 200);
  EXPECT_THAT(text, HasSubstr("one split of the test file for all runs"));
  EXPECT_THAT(text, Not(HasSubstr("se: runs, rows")));
}

}  // namespace
}  // namespace mmoe
