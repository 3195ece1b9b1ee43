// SPDX-License-Identifier: Apache-2.0
#include "results/cells.h"

#include <gtest/gtest.h>

#include <cmath>

#include "interruptible.h"
#include "statistics/bootstrap.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

Trial trial(double rate) {
  return {.key = "", .model = 0, .setting = 0, .learning_rate = rate, .run = 0};
}

std::string rated(double objective, double test_error) {
  return ordered_json(
             {{"objective", objective},
              {"metrics",
               {{{"split", "test"}, {"task", "y1"}, {"metric", "mse"}, {"value", test_error}}}}})
      .dump();
}

TEST(ChooseCells, TakesTheRateThatValidationChoosesWhateverTheTestSetSays) {
  const std::vector<Trial> trials = {trial(0.01), trial(0.001)};
  const auto cells = choose_cells(trials, {rated(0.2, 9.0), rated(0.3, 0.1)});
  ASSERT_EQ(cells.size(), 1U);
  EXPECT_EQ(cells[0].learning_rate, 0.01);
}

constexpr std::uint64_t kSeed = 7;

std::string record(std::optional<double> loss, double seconds) {
  ordered_json metrics = ordered_json::array();
  if (loss) {
    for (const char* split : {"validation", "test"}) {
      metrics.push_back({{"task", "y1"}, {"metric", "mse"}, {"split", split}, {"value", *loss}});
    }
    metrics.push_back({{"task", "y1"}, {"metric", "r2"}, {"split", "test"}, {"value", 0.5}});
  }
  return ordered_json(
             {{"status", loss ? "ok" : "diverged"}, {"metrics", metrics}, {"seconds", seconds}})
      .dump();
}

const std::vector<std::string> kRecords = {record(1, 2), record(2, 4), record({}, 100),
                                           record(5, 3), record(9, 3)};
const Cell kCell = {.setting = 0, .model = 0, .learning_rate = 1, .trials = {0, 1, 2, 3, 4}};

TEST(SummariseCell, HeadlineMetricsHaveBootstrapIntervals) {
  const ordered_json metrics = summarise_cell(kCell, kRecords, kSeed);
  ASSERT_EQ(metrics.size(), 3U);
  EXPECT_FALSE(metrics[0].contains("median_ci95"));  // validation
  EXPECT_FALSE(metrics[2].contains("median_ci95"));  // r2
  const ordered_json& test = metrics[1];
  EXPECT_EQ(test["n"], 4);
  const std::vector<double> values = {1, 2, 5, 9};
  const Stream stream{.seed = kSeed, .purpose = Purpose::kBootstrap};
  const auto expected =
      bca_interval(values, standard_deviation,
                   bootstrap_replicates(values, standard_deviation, stream, kCellResamples));
  EXPECT_EQ(test["sd_ci95"], ordered_json({expected->low, expected->high}));
  EXPECT_LE(test["median_ci95"][0], test["median"]);
  EXPECT_GE(test["median_ci95"][1], test["median"]);
}

TEST(SummariseCell, TheSeedFixesTheIntervals) {
  std::vector<std::string> records;
  Cell cell;
  for (std::size_t run = 0; run < 12; ++run) {  // enough for ends that differ from seed to seed
    records.push_back(record(std::sqrt(static_cast<double>(run * run + 1)), 1));
    cell.trials.push_back(run);
  }
  const auto once = summarise_cell(cell, records, kSeed);
  EXPECT_EQ(once, summarise_cell(cell, records, kSeed));
  EXPECT_NE(once, summarise_cell(cell, records, kSeed + 1));
}

TEST(SummariseCell, TwoRunsAreTooFewForTheBootstrap) {
  const Cell two = {.setting = 0, .model = 0, .learning_rate = 1, .trials = {0, 1}};
  EXPECT_TRUE(summarise_cell(two, kRecords, kSeed)[1]["sd_ci95"].is_null());
}

TEST(TrainingTime, IsThatOfRunsThatDidNotDiverge) {
  EXPECT_EQ(training_time(kCell, kRecords), ordered_json({{"mean", 3.0}, {"sum", 12.0}}));
  const Cell diverged = {.setting = 0, .model = 0, .learning_rate = 1, .trials = {2}};
  EXPECT_TRUE(training_time(diverged, kRecords)["mean"].is_null());
}

TEST(Cells, EndAtCtrlC) {
  const std::vector<Trial> trials = {trial(0.01)};
  const std::vector<std::string> records = {rated(0.2, 9.0)};
  testing::expect_interruptible([&] { choose_cells(trials, records); });
  testing::expect_interruptible([] { summarise_cell(kCell, kRecords, kSeed); });
  testing::expect_interruptible([] { training_time(kCell, kRecords); });
}

}  // namespace
}  // namespace mmoe
