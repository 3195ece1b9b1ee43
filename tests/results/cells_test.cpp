// SPDX-License-Identifier: Apache-2.0
#include "results/cells.h"

#include <gtest/gtest.h>

namespace mmoe {
namespace {

using nlohmann::ordered_json;

Trial trial(double rate) {
  return {.key = "", .model = 0, .setting = 0, .learning_rate = rate, .run = 0};
}

TrialRecord rated(std::optional<double> objective, double test_error) {
  TrialRecord record;
  record.objective = objective;
  record.metrics = {{"y1", "mse", "test", test_error}};
  return record;
}

TEST(ChooseCells, TakesTheRateThatValidationChoosesWhateverTheTestSetSays) {
  const std::vector<Trial> trials = {trial(0.01), trial(0.001)};
  const auto cells = choose_cells(trials, std::vector{rated(0.2, 9.0), rated(0.3, 0.1)});
  ASSERT_EQ(cells.size(), 1U);
  EXPECT_EQ(cells[0].learning_rate, 0.01);
}

TEST(ChooseCells, TakesTheRateOfWhichFewestRunsDiverged) {
  const std::vector<Trial> trials = {trial(0.01), trial(0.01), trial(0.001), trial(0.001)};
  const auto cells =
      choose_cells(trials, std::vector{rated(0.1, 1), rated({}, 1), rated(0.9, 1), rated(0.9, 1)});
  EXPECT_EQ(cells.at(0).learning_rate, 0.001);
}

TrialRecord record(std::optional<double> loss, double seconds) {
  TrialRecord record;
  record.ok = loss.has_value();
  record.seconds = seconds;
  if (!loss) return record;
  record.metrics = {
      {"y1", "mse", "validation", loss}, {"y1", "mse", "test", loss}, {"y1", "r2", "test", 0.5}};
  return record;
}

const std::vector<TrialRecord> kRecords = {record(1, 2), record(2, 4), record({}, 100),
                                           record(5, 3), record(9, 3)};
const Cell kCell = {.setting = 0, .model = 0, .learning_rate = 1, .trials = {0, 1, 2, 3, 4}};

TEST(SummariseCell, IsOverTheRunsThatHaveAValue) {
  const ordered_json metrics = summarise_cell(kCell, kRecords);
  ASSERT_EQ(metrics.size(), 3U);
  EXPECT_EQ(metrics[0]["split"], "validation");
  EXPECT_EQ(metrics[2]["metric"], "r2");
  const ordered_json& test = metrics[1];
  EXPECT_EQ(test["n"], 4);
  EXPECT_EQ(test["median"], 3.5);
  EXPECT_TRUE(test["median_ci95"].is_null());  // four runs are too few
}

TEST(SummariseCell, TakesTrialsThatWereStoredBeforeAMetricWasKnown) {
  std::vector<TrialRecord> records = {record(1, 1), record(2, 1)};
  records[1].metrics.push_back({"y1", "calibration_error", "test", 0.25});
  const Cell cell = {.setting = 0, .model = 0, .learning_rate = 1, .trials = {0, 1}};
  const ordered_json metrics = summarise_cell(cell, records);
  ASSERT_EQ(metrics.size(), 4U);
  EXPECT_EQ(metrics[1]["n"], 2);
  EXPECT_EQ(metrics[3]["metric"], "calibration_error");
  EXPECT_EQ(metrics[3]["n"], 1);
  EXPECT_EQ(metrics[3]["median"], 0.25);
}

TEST(SummariseCell, SixRunsHaveAnInterval) {
  std::vector<TrialRecord> records;
  Cell cell;
  for (std::size_t run = 0; run < 6; ++run) {
    records.push_back(record(static_cast<double>(run), 1));
    cell.trials.push_back(run);
  }
  EXPECT_EQ(summarise_cell(cell, records)[0]["median_ci95"], ordered_json({0.0, 5.0}));
}

TEST(TrainingTime, IsThatOfRunsThatDidNotDiverge) {
  EXPECT_EQ(training_time(kCell, kRecords), ordered_json({{"mean", 3.0}, {"sum", 12.0}}));
  const Cell diverged = {.setting = 0, .model = 0, .learning_rate = 1, .trials = {2}};
  EXPECT_TRUE(training_time(diverged, kRecords)["mean"].is_null());
}

}  // namespace
}  // namespace mmoe
