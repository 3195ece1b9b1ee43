// SPDX-License-Identifier: Apache-2.0
// Worked by hand: three models, four runs, losses 1 to 4 apart; a fifth run diverged for one.
#include "results/comparisons.h"

#include <gtest/gtest.h>

namespace mmoe {
namespace {

using nlohmann::ordered_json;

/// A record with losses y1 and y2, the second one 10 more; no loss: diverged.
TrialRecord record(const std::string& model, int run, std::optional<double> loss) {
  TrialRecord record{.model = model, .setting = {{"cosine", 0.5}}, .run = run};
  record.ok = loss.has_value();
  if (!loss) return record;
  for (const auto& [task, more] : {std::pair{"y1", 0.0}, std::pair{"y2", 10.0}}) {
    record.metrics.push_back({task, "mse", "test", *loss + more});
    record.metrics.push_back({task, "r2", "test", 0.5});
    record.metrics.push_back({task, "mse", "validation", 99.0});
  }
  return record;
}

/// 2,3,4,5 minus 1,1,1,1: median 2.5, all four positive, p = 2 / 16.
class ComparisonsTest : public ::testing::Test {
 protected:
  ComparisonsTest() {
    add("a", {1, 1, 1, 1, 7});
    add("b", {2, 3, 4, 5, std::nullopt});
    add("c", {5, 4, 3, 2, std::nullopt});
    comparisons_ = compare_models(cells_, records_);
  }

  void add(const std::string& model, const std::vector<std::optional<double>>& losses) {
    Cell cell{.setting = 0, .model = cells_.size(), .learning_rate = 0.1, .trials = {}};
    for (std::size_t run = 0; run < losses.size(); ++run) {
      cell.trials.push_back(records_.size());
      records_.push_back(record(model, static_cast<int>(run), losses[run]));
    }
    cells_.push_back(cell);
  }

  std::vector<Cell> cells_;
  std::vector<TrialRecord> records_;
  std::vector<TaskComparison> comparisons_;
};

TEST_F(ComparisonsTest, HasEveryTaskAndTheirMean) {
  ASSERT_EQ(comparisons_.size(), 3U);
  EXPECT_EQ(comparisons_[0].task, "y1");
  EXPECT_EQ(comparisons_[1].task, "y2");
  EXPECT_FALSE(comparisons_[2].task);
  for (const TaskComparison& comparison : comparisons_) {
    EXPECT_EQ(comparison.metric, "mse");
    EXPECT_EQ(comparison.tests, 9U);  // 3 pairs of 3 entries
    ASSERT_EQ(comparison.pairs.size(), 3U);
    EXPECT_EQ(comparison.pairs[0].a, "b");
    EXPECT_EQ(comparison.pairs[0].b, "a");
    EXPECT_EQ(comparison.pairs[2].a, "c");
    EXPECT_EQ(comparison.pairs[2].b, "b");
  }
}

TEST_F(ComparisonsTest, PairsAreFormedByRun) {
  for (const TaskComparison& comparison : comparisons_) {
    const PairComparison& pair = comparison.pairs[0];
    EXPECT_EQ(pair.n, 4U);  // the run that diverged for b is left out for a
    EXPECT_EQ(pair.difference, 2.5);
    EXPECT_FALSE(pair.ci95);  // of four runs
    EXPECT_EQ(pair.sign->positive, 4U);
    EXPECT_EQ(pair.sign->p, 0.125);
    EXPECT_EQ(comparison.pairs[2].difference, 0);  // 3, 1, -1, -3
    EXPECT_EQ(comparison.pairs[2].sign->p, 1);
  }
}

TEST(Comparisons, HolmIsOverThePairsOfAllTasks) {
  // Ten runs: b above a in all, c above b in nine.
  std::vector<Cell> cells(3);
  std::vector<TrialRecord> records;
  for (std::size_t m = 0; m < 3; ++m) {
    cells[m].model = m;
    for (int run = 0; run < 10; ++run) {
      const double loss =
          m == 2 && run == 4 ? 1.5 : 1.0 + static_cast<double>(m) + 0.01 * run * run;
      cells[m].trials.push_back(records.size());
      records.push_back(record(std::string(1, static_cast<char>('a' + m)), run, loss));
    }
  }
  const double least = 2.0 / 1024;
  const double next = 2 * 11.0 / 1024;
  for (const TaskComparison& comparison : compare_models(cells, records)) {
    ASSERT_EQ(comparison.pairs.size(), 3U);
    EXPECT_DOUBLE_EQ(*comparison.pairs[0].sign_holm, 9 * least);
    EXPECT_DOUBLE_EQ(*comparison.pairs[1].sign_holm, 9 * least);  // c is above a in all
    EXPECT_DOUBLE_EQ(*comparison.pairs[2].sign_holm, 3 * next);   // six are less
    ASSERT_TRUE(comparison.pairs[0].ci95);
    EXPECT_GT(comparison.pairs[0].ci95->low, 0);
  }
}

TEST_F(ComparisonsTest, SpreadsAreOfAllModelsAndOfPairs) {
  // b against c: 2,3,4,5 and 5,4,3,2 lie equally far from their medians.
  const PairComparison& alike = comparisons_[0].pairs[2];
  ASSERT_TRUE(alike.spread);
  EXPECT_NEAR(alike.spread->f, 0, 1e-12);
  // a against b, four runs each: distances 0 four times, and 1.5, 0.5, 0.5, 1.5, means 0 and 1;
  // between 8 (1/2)^2 = 2, within 4 (1/2)^2 = 1 over 6: F = 12.
  EXPECT_NEAR(comparisons_[0].pairs[0].spread->f, 12, 1e-9);
  ASSERT_TRUE(comparisons_[0].spread);
  EXPECT_EQ(comparisons_[0].spread->dof_between, 2);
  EXPECT_EQ(comparisons_[0].spread->dof_within, 10);  // a has five runs
}

TEST_F(ComparisonsTest, WritesWhatWasComputed) {
  const ordered_json json = to_json(comparisons_);
  ASSERT_EQ(json.size(), 3U);
  EXPECT_EQ(json[0]["task"], "y1");
  EXPECT_TRUE(json[2]["task"].is_null());
  const ordered_json& pair = json[0]["pairs"][0];
  EXPECT_EQ(pair["difference"], 2.5);
  EXPECT_EQ(pair["p"], 0.125);
  EXPECT_EQ(pair["p_holm"], 1);  // 9 * 0.125
  EXPECT_EQ(pair["positive"], 4);
  EXPECT_EQ(pair["negative"], 0);
  EXPECT_EQ(pair["spread"]["dof"], ordered_json({1.0, 6.0}));
}

TEST(Comparisons, OneModelHasNone) {
  const std::vector<Cell> cells = {{.setting = 0, .model = 0, .learning_rate = 1, .trials = {0}}};
  EXPECT_TRUE(compare_models(cells, std::vector{record("a", 0, 1.0)}).empty());
}

TEST(Comparisons, OneRunHasNoIntervalAndNoSpread) {
  const std::vector<Cell> cells = {{.setting = 0, .model = 0, .learning_rate = 1, .trials = {0}},
                                   {.setting = 0, .model = 1, .learning_rate = 1, .trials = {1}}};
  const auto json =
      to_json(compare_models(cells, std::vector{record("a", 0, 1.0), record("b", 0, 3.0)}));
  const ordered_json& pair = json[0]["pairs"][0];
  EXPECT_EQ(pair["difference"], 2);
  EXPECT_TRUE(pair["ci95"].is_null());
  EXPECT_EQ(pair["p_holm"], 1);
  EXPECT_TRUE(pair["spread"].is_null());
}

}  // namespace
}  // namespace mmoe
