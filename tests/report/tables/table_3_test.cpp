// SPDX-License-Identifier: Apache-2.0
#include "report/tables/table_3.h"

#include <gmock/gmock.h>

#include <cmath>

#include "report/exhibits/exhibit.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;

const ordered_json kSetting = {{"relatedness", 0.5}};

/// Two models, runs of both tasks; the optimum is 0.7 and 0.1 (engagement), 0.8 and 0.04.
struct LogResult {
  Result result;

  LogResult() {
    result.experiment = {{"name", "made"}, {"data", {{"set", "recommendation"}}}};
    result.environment = ordered_json::object();
    result.data = {
        {"points",
         {{{"relatedness", 0.5},
           {"tasks",
            {{{"task", "engagement"}, {"best_possible", {{"auc", 0.71}, {"r2", 0.11}}}},
             {{"task", "satisfaction"}, {"best_possible", {{"auc", 0.81}, {"r2", 0.05}}}}}}}}}};
  }

  void add(const std::string& model, const std::vector<double>& gains) {
    ResultCell cell{.model = model, .setting = kSetting, .learning_rate = 0.1, .metrics = {}};
    for (const char* task : {"engagement", "satisfaction"}) {
      for (const char* metric : {"auc", "r2"}) cell.metrics.push_back({task, metric, "test"});
    }
    result.cells.push_back(cell);
    for (std::size_t run = 0; run < gains.size(); ++run) {
      TrialRecord trial{.model = model, .setting = kSetting, .learning_rate = 0.1};
      trial.run = static_cast<std::int64_t>(run);
      const double gain = gains[run];
      trial.metrics = {{"engagement", "auc", "test", 0.5 + 0.2 * gain},
                       {"engagement", "r2", "test", 0.1 * gain},
                       {"engagement", "optimum_auc", "test", 0.7},
                       {"engagement", "optimum_r2", "test", 0.1},
                       {"satisfaction", "auc", "test", 0.5 + 0.3 * gain},
                       {"satisfaction", "r2", "test", 0.04 * gain},
                       {"satisfaction", "optimum_auc", "test", 0.8},
                       {"satisfaction", "optimum_r2", "test", 0.04}};
      trial.curve.step = {0, 34, 66, 100};
      trial.curve.tasks = {{"engagement", {}, {}, {0.5, 0.6, 0.65, 0.5 + 0.2 * gain}}};
      result.trials.push_back(std::move(trial));
    }
  }
};

LogResult two_models(std::size_t runs = 7) {
  LogResult made;
  std::vector<double> shared;
  std::vector<double> mmoe;
  for (std::size_t run = 0; run < runs; ++run) {
    shared.push_back(0.8 + 0.01 * static_cast<double>(run));
    mmoe.push_back(shared.back() + 0.05);
  }
  made.add("shared-bottom", shared);
  made.add("mmoe", mmoe);
  return made;
}

double table_value(const std::vector<TableCell>& row, std::size_t column) {
  return std::get<Number>(row.at(column)).value.value();
}

TEST(Table3, HasSharesOfTheBestAndThePaperBeside) {
  const Table table = table_3(two_models().result, kSetting);
  ASSERT_EQ(table.rows.size(), 4U);
  ASSERT_EQ(table.columns.size(), 1U + 4 + 4 + 2 + 2);
  const auto& mmoe = table.rows[1];
  EXPECT_NEAR(table_value(mmoe, 1), 0.5 + 0.2 * 0.88, 1e-12);
  EXPECT_NEAR(table_value(mmoe, 2), 0.88, 1e-12);  // share of what the optimum gains over 0.5
  EXPECT_EQ(table_value(mmoe, 3), 0.6908);
  EXPECT_NEAR(table_value(mmoe, 4), 0.5 + 0.2 * 0.88 - 0.6908, 1e-12);
  EXPECT_NEAR(table_value(mmoe, 6), 0.88, 1e-12);
  EXPECT_EQ(table_value(mmoe, 7), 0.09362);
  EXPECT_NEAR(table_value(mmoe, 9), 0.5 + 0.3 * 0.88, 1e-12);
  EXPECT_NEAR(table_value(mmoe, 12), 0.88, 1e-12);
  EXPECT_EQ(std::get<Number>(mmoe[1]).mark, Mark::kBest);
  EXPECT_NEAR(table_value(table.rows[2], 1), 0.7, 1e-12);
  EXPECT_NEAR(table_value(table.rows[3], 1), 0.71, 1e-12);
  EXPECT_NEAR(table_value(table.rows[3], 11), 0.05, 1e-12);
  EXPECT_EQ(table.group_starts, std::vector<std::size_t>{2});
}

TEST(Table3, OfTrialsStoredBeforeTheOptimumWasKnownHasNoShares) {
  LogResult made = two_models(1);
  for (TrialRecord& trial : made.result.trials) {
    std::erase_if(trial.metrics,
                  [](const TrialMetric& m) { return m.metric.starts_with("optimum"); });
  }
  const Table table = table_3(made.result, kSetting);
  EXPECT_NEAR(table_value(table.rows[0], 1), 0.66, 1e-12);
  EXPECT_FALSE(std::get<Number>(table.rows[0][2]).value);
  EXPECT_FALSE(std::get<Number>(table.rows[2][1]).value);
  EXPECT_NEAR(table_value(table.rows[3], 1), 0.71, 1e-12);
}

TEST(Table3, DifferencesArePairedAndCorrected) {
  const auto table = table_3_differences(two_models().result, kSetting);
  ASSERT_TRUE(table);
  ASSERT_EQ(table->rows.size(), 1U);
  EXPECT_NEAR(table_value(table->rows[0], 1), 0.2 * 0.05, 1e-12);
  // Seven runs all one way have 2 / 128, and four tests are corrected: 8 / 128.
  EXPECT_EQ(std::get<std::string>(table->rows[0][2]), p_text(8.0 / 128));
  EXPECT_FALSE(table_3_differences(two_models(1).result, kSetting));  // one run
  LogResult alone;
  alone.add("mmoe", {0.8, 0.9});
  EXPECT_FALSE(table_3_differences(alone.result, kSetting));
}

TEST(Table3, ErrorsAreBySource) {
  LogResult made = two_models();
  EXPECT_FALSE(table_3_errors(made.result, kSetting));  // trials of before keep no blocks
  for (TrialRecord& trial : made.result.trials) {
    const double half = trial.model == "mmoe" ? 0.03 : 0.02;
    trial.test_blocks = {{"engagement", "auc", kOfRows, {half, -half}},
                         {"engagement", "auc", kOfGroups, {2 * half, -2 * half}}};
  }
  const auto table = table_3_errors(made.result, kSetting);
  ASSERT_TRUE(table);
  ASSERT_EQ(table->rows.size(), 1U);  // of the one metric that has blocks
  const auto& row = table->rows[0];
  ASSERT_EQ(row.size(), table->columns.size());
  EXPECT_EQ(std::get<std::string>(row[1]), "engagement");
  EXPECT_EQ(std::get<std::string>(row[3]), "7");
  EXPECT_NEAR(table_value(row, 4), 0.2 * 0.05, 1e-12);
  EXPECT_NEAR(table_value(row, 5), 0.02 / std::sqrt(7), 1e-12);
  EXPECT_NEAR(table_value(row, 7), 0.04 / std::sqrt(7), 1e-12);
  EXPECT_NEAR(table_value(row, 9), 0, 1e-12);  // all runs differ alike
}

TEST(Table3, CheckpointsAreTheThirdsOfThePass) {
  const auto table = table_3_checkpoints(two_models(1).result, kSetting);
  ASSERT_TRUE(table);
  const auto& mmoe = table->rows[1];
  EXPECT_EQ(table_value(mmoe, 1), 0.6);
  EXPECT_EQ(table_value(mmoe, 2), 0.6894);
  EXPECT_EQ(table_value(mmoe, 3), 0.65);
  EXPECT_NEAR(table_value(mmoe, 5), 0.5 + 0.2 * 0.85, 1e-12);
  LogResult quarters = two_models(1);
  for (TrialRecord& trial : quarters.result.trials) trial.curve.step = {0, 25, 75, 100};
  EXPECT_FALSE(table_3_checkpoints(quarters.result, kSetting));
}

/// The same runs as if of a log whose law nobody knows, with one run's scores on random exposures.
Result public_log() {
  LogResult made = two_models(1);
  made.result.experiment["data"]["set"] = "kuairand";
  for (ResultCell& cell : made.result.cells) {
    for (CellMetric& metric : cell.metrics) {
      metric.task = metric.task == "engagement" ? "long_view" : "is_like";
    }
    cell.metrics.push_back({"long_view", "auc", "random_exposures"});
  }
  for (TrialRecord& trial : made.result.trials) {
    std::erase_if(trial.metrics,
                  [](const TrialMetric& m) { return m.metric.starts_with("optimum"); });
    for (TrialMetric& metric : trial.metrics) {
      metric.task = metric.task == "engagement" ? "long_view" : "is_like";
    }
    trial.metrics.push_back({"long_view", "auc", "random_exposures", 0.55});
  }
  return made.result;
}

TEST(Table3, OfAPublicLogHasNoOptimumAndATableForRandomExposures) {
  const Result result = public_log();
  const Table table = table_3(result, kSetting);
  ASSERT_EQ(table.columns.size(), 1U + 3 + 3 + 1 + 1);
  ASSERT_EQ(table.rows.size(), 2U);
  const auto& mmoe = table.rows[1];
  EXPECT_NEAR(table_value(mmoe, 1), 0.5 + 0.2 * 0.85, 1e-12);
  EXPECT_EQ(table_value(mmoe, 2), 0.6908);
  EXPECT_NEAR(table_value(mmoe, 7), 0.5 + 0.3 * 0.85, 1e-12);
  EXPECT_EQ(std::get<Number>(mmoe[1]).mark, Mark::kBest);
  const Table random = table_3(result, kSetting, "random_exposures");
  EXPECT_NEAR(table_value(random.rows[1], 1), 0.55, 1e-12);
  EXPECT_FALSE(std::get<Number>(random.rows[1][7]).value);
  EXPECT_EQ(random.name, table.name + "-random_exposures");
  const auto exhibit = recommendation_table(result);
  ASSERT_TRUE(exhibit);
  EXPECT_EQ(exhibit->figures[0].panels.size(), 8U);
  EXPECT_THAT(exhibit->how_to_read, HasSubstr("Random exposures"));
}

TEST(RecommendationTable, IsOfRecommendersLogsAlone) {
  LogResult made = two_models(2);
  const auto exhibit = recommendation_table(made.result);
  ASSERT_TRUE(exhibit);
  ASSERT_EQ(exhibit->tables.size(), 3U);
  ASSERT_EQ(exhibit->figures[0].panels.size(), 4U);
  EXPECT_EQ(exhibit->figures[0].panels[0].traces.back().label, "best possible");
  EXPECT_THAT(exhibit->figures[0].panels[0].traces.back().x, ::testing::ElementsAre(0.7, 0.7));
  EXPECT_THAT(to_latex(exhibit->tables[0]), HasSubstr("best possible"));
  EXPECT_THAT(to_markdown(exhibit->tables[0]), HasSubstr("0.6908"));
  made.result.experiment["data"]["set"] = "census-income";
  EXPECT_FALSE(recommendation_table(made.result));
}

}  // namespace
}  // namespace mmoe
