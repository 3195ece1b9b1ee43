// SPDX-License-Identifier: Apache-2.0
#include "report/tables/result_table.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <sstream>

#include "results/sample_result.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::sample_census;
using testing::sample_synthetic;

/// Code points of the longest line.
std::size_t widest_line(const std::string& text) {
  std::istringstream lines(text);
  std::size_t widest = 0;
  for (std::string line; std::getline(lines, line);) {
    const auto n = std::count_if(line.begin(), line.end(),
                                 [](char c) { return (static_cast<unsigned char>(c) >> 6) != 2; });
    widest = std::max(widest, static_cast<std::size_t>(n));
  }
  return widest;
}

std::string table_of(const ordered_json& result) {
  return result_table(result, to_result(result, "result"));
}

TEST(ResultTable, IsReadableAt120Columns) {
  EXPECT_LE(widest_line(table_of(sample_synthetic(5))), 120U);
  EXPECT_LE(widest_line(table_of(sample_census(5))), 120U);
}

TEST(ResultTable, ComparesWithTheFirstModel) {
  const ordered_json result = sample_synthetic(6);
  const std::string text = table_of(result);
  EXPECT_THAT(text, HasSubstr("cosine 0.5, pearson 0.075\n"));
  EXPECT_THAT(text, HasSubstr("minus Shared-Bottom  mean MSE  95% interval"));
  const ordered_json& pair = result["comparisons"][2]["pairs"][1];  // the mean at 0.5: MMoE
  ASSERT_EQ(pair["a"], "mmoe");
  char line[200];
  std::snprintf(line, sizeof line, "%+.4f  [%+.4f, %+.4f]", pair["difference"].get<double>(),
                pair["ci95"][0].get<double>(), pair["ci95"][1].get<double>());
  EXPECT_THAT(text, HasSubstr(line));
  EXPECT_THAT(text, HasSubstr("corrected (Holm)"));
  EXPECT_THAT(text, Not(HasSubstr("paper's Table")));
}

TEST(ResultTable, OfManyTasksIsFolded) {
  ordered_json result = sample_synthetic(3);
  for (ordered_json& cell : result["cells"]) {
    ordered_json metrics;
    for (int task = 1; task <= 6; ++task) {
      for (ordered_json metric : cell["metrics"]) {
        if (metric["task"] != "y1") continue;
        metric["task"] = fmt::format("y{}", task);
        metrics.push_back(metric);
      }
    }
    cell["metrics"] = metrics;
  }
  const std::string text = table_of(result);
  EXPECT_LE(widest_line(text), 120U);
  EXPECT_THAT(text, HasSubstr("y6 MSE"));
  EXPECT_THAT(text, ContainsRegex("\nmodel +y6 MSE\nShared-Bottom +0"));
}

TEST(ResultTable, SaysHowManyRunsDiverged) {
  ordered_json result = sample_synthetic(5);
  int left = 2;
  for (ordered_json& trial : result["trials"]) {
    const bool is_in_cell = trial["model"] == "mmoe" && trial["setting"]["cosine"] == 0.5 &&
                            trial["learning_rate"] == 0.001;
    if (is_in_cell && left-- > 0) trial["status"] = "diverged";
  }
  EXPECT_THAT(table_of(result), HasSubstr("\nMMoE: 2 of 5 runs diverged and are left out\n"));
  EXPECT_THAT(table_of(sample_synthetic(5)), Not(HasSubstr("diverged")));
}

TEST(ResultTable, OneRunHasNothingToCompare) {
  const std::string text = table_of(sample_synthetic(1));
  EXPECT_THAT(text, Not(HasSubstr("minus")));
  EXPECT_THAT(text, Not(HasSubstr("Holm")));
}

TEST(ResultTable, CensusStandsBesideThePaper) {
  const std::string text = table_of(sample_census(3));
  EXPECT_THAT(text, HasSubstr("beside the paper's Table 1: main task income"));
  EXPECT_THAT(text, HasSubstr("beside the paper's Table 2: main task education_college"));
  EXPECT_THAT(text, ContainsRegex("MMoE +0\\.9[0-9]+ +0\\.9410 +0\\.9[0-9]+ +0\\.9359"));
  EXPECT_THAT(text, HasSubstr("minus Single-Task"));
}

TEST(ResultTable, TheBestRunIsChosenOnValidationData) {
  ordered_json result = sample_census(3);
  // Shared-Bottom on group 1: run 2 is the best on validation data and the worst on test data.
  for (ordered_json& trial : result["trials"]) {
    if (trial["model"] != "shared-bottom" || trial["setting"]["group"] != 1) continue;
    const bool chosen = trial["run"] == 2;
    trial["metrics"][0]["value"] = chosen ? 0.99 : 0.9;     // income, validation
    trial["metrics"][2]["value"] = chosen ? 0.8123 : 0.95;  // income, test
    trial["metrics"][3]["value"] = chosen ? 0.7345 : 0.99;  // never married, test
  }
  const std::string text = table_of(result);
  EXPECT_THAT(text, ContainsRegex("Shared-Bottom +0\\.8123 +0\\.9361 .* 0\\.7345 +0\\.9915"));
}

}  // namespace
}  // namespace mmoe
