// SPDX-License-Identifier: Apache-2.0
// Worked by hand: three models, four runs, losses 1 to 4 apart; a fifth run diverged for one.
#include "results/comparisons.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

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

/// Of 2,3,4,5 minus 1,1,1,1: mean 2.5, sd sqrt(5/3), se sqrt(5/12), t sqrt(15), 3 degrees of
/// freedom.
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

/// P(|T| > t) of Student's t with 3 degrees of freedom, in closed form.
double p_of(double t) {
  const double x = t / std::sqrt(3.0);
  return 1 - 2 / std::numbers::pi * (std::atan(x) + x / (1 + x * x));
}

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
    EXPECT_EQ(pair.paired.n, 4U);  // the run that diverged for b is left out for a
    EXPECT_NEAR(*pair.paired.mean, 2.5, 1e-12);
    EXPECT_NEAR(*pair.paired.t, std::sqrt(15.0), 1e-9);
    EXPECT_NEAR(*pair.paired.d_z, std::sqrt(15.0) / 2, 1e-9);
    EXPECT_NEAR(*pair.paired.p, p_of(std::sqrt(15.0)), 1e-9);
    EXPECT_NEAR(pair.paired.ci95->high - 2.5, 3.182446305284263 * std::sqrt(5.0 / 12), 1e-9);
    EXPECT_EQ(pair.signed_rank->p, 0.125);  // 2 of 16 signs
    EXPECT_NEAR(*comparison.pairs[2].paired.mean, 0, 1e-12);
  }
}

TEST_F(ComparisonsTest, HolmIsOverThePairsOfAllTasks) {
  // Six p-values are the least, three are 1: the first is taken nine times, and so are its equals.
  const double p = p_of(std::sqrt(15.0));
  for (const TaskComparison& comparison : comparisons_) {
    EXPECT_NEAR(*comparison.pairs[0].paired_holm, 9 * p, 1e-8);
    EXPECT_NEAR(*comparison.pairs[1].paired_holm, 9 * p, 1e-8);
    EXPECT_EQ(comparison.pairs[2].paired_holm, 1);
    EXPECT_EQ(comparison.pairs[0].signed_rank_holm, 1);  // 9 * 0.125
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
  EXPECT_EQ(pair["difference"], *comparisons_[0].pairs[0].paired.mean);
  EXPECT_EQ(pair["p_holm"], *comparisons_[0].pairs[0].paired_holm);
  EXPECT_EQ(pair["wilcoxon"]["p"], 0.125);
  EXPECT_EQ(pair["spread"]["dof"], ordered_json({1.0, 6.0}));
}

TEST(Comparisons, OneModelHasNone) {
  const std::vector<Cell> cells = {{.setting = 0, .model = 0, .learning_rate = 1, .trials = {0}}};
  EXPECT_TRUE(compare_models(cells, std::vector{record("a", 0, 1.0)}).empty());
}

TEST(Comparisons, OneRunLeavesAllButTheDifferenceUndefined) {
  const std::vector<Cell> cells = {{.setting = 0, .model = 0, .learning_rate = 1, .trials = {0}},
                                   {.setting = 0, .model = 1, .learning_rate = 1, .trials = {1}}};
  const auto json =
      to_json(compare_models(cells, std::vector{record("a", 0, 1.0), record("b", 0, 3.0)}));
  const ordered_json& pair = json[0]["pairs"][0];
  EXPECT_EQ(pair["difference"], 2);
  EXPECT_TRUE(pair["ci95"].is_null());
  EXPECT_TRUE(pair["p_holm"].is_null());
  EXPECT_TRUE(pair["spread"].is_null());
}

}  // namespace
}  // namespace mmoe
