// SPDX-License-Identifier: Apache-2.0
#include "data/synthetic/synthetic.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "base/error.h"
#include "math/random.h"

namespace mmoe {
namespace {

using nlohmann::json;

SyntheticDataSet data_set(json options) {
  options.update({{"validation_rows", 300}, {"test_rows", 400}});
  return {read_synthetic_options(options, "data"), 1};
}

Batch<float> training_batch(const DataDraw& draw, std::int64_t step) {
  Batch<float> batch;
  draw.training_batch(step, batch);
  return batch;
}

bool same(const Batch<float>& a, const Batch<float>& b) {
  return a.dense == b.dense && a.labels == b.labels;
}

TEST(SyntheticDataSet, SaysWhatItHolds) {
  const auto data = data_set({{"dimension", 7}, {"tasks", 3}, {"cosine", {0.2, 0.8}}});
  EXPECT_EQ(data.settings().size(), 2U);
  const Problem problem = data.problem(0);
  EXPECT_EQ(problem.inputs(), 7);
  ASSERT_EQ(problem.task_count(), 3);
  EXPECT_EQ(problem.tasks[2].name, "y3");
  const auto draw = data.open({.setting = 1, .batch = 32});
  EXPECT_EQ(training_batch(*draw, 0).dense.rows(), 7);
  EXPECT_EQ(training_batch(*draw, 0).labels.rows(), 3);
  EXPECT_EQ(training_batch(*draw, 0).size(), 32);
  EXPECT_EQ(draw->validation().size(), 300);
  EXPECT_EQ(draw->test().size(), 400);
}

TEST(SyntheticDataSet, LabelsFollowFromTheInputs) {
  const auto data = data_set({{"cosine", {0.5}}, {"noise", 0}});
  const auto draw = data.open({.seed = 9, .run = 2, .batch = 50});
  const auto batch = training_batch(*draw, 4);
  const Eigen::MatrixXd cosines{{1, 0.5}, {0.5, 1}};
  const auto w = task_weights(cosines, 0.44, {9, Purpose::kTaskVectors, 2}, 100);
  const Eigen::ArrayXXd z = (w * batch.dense.cast<double>()).eval().array();
  const Eigen::ArrayXXd y = z - (6.64 * z).sin() + (16.21 * z).sin();
  EXPECT_LT((batch.labels.cast<double>().array() - y).abs().maxCoeff(), 2e-5);
}

TEST(SyntheticDataSet, DrawsStandardNormalInputsAndFreshNoiseATask) {
  const auto data = data_set({{"cosine", {1}}, {"dimension", 10}});
  const auto batch = training_batch(*data.open({.batch = 20000}), 0);
  EXPECT_NEAR(batch.dense.mean(), 0, 5 / std::sqrt(2e5));
  EXPECT_NEAR(batch.dense.array().square().mean(), 1, 5 * std::sqrt(2 / 2e5));
  // Same weights: what differs is two noises of variance 0.01.
  const Eigen::ArrayXf gap = batch.labels.row(0) - batch.labels.row(1);
  EXPECT_NEAR(gap.square().mean(), 0.02, 5 * 0.02 * std::sqrt(2 / 2e4));
}

TEST(SyntheticDataSet, IsAPureFunctionOfItsKey) {
  const auto data = data_set({});
  const auto draw = data.open({.seed = 1, .run = 0, .batch = 16});
  const auto again = data.open({.seed = 1, .run = 0, .batch = 16});
  const auto third = training_batch(*draw, 3);
  EXPECT_TRUE(same(third, training_batch(*again, 3)));
  EXPECT_TRUE(same(draw->test(), again->test()));
  EXPECT_FALSE(same(third, training_batch(*draw, 4)));
  for (const auto& other : {data.open({.seed = 2, .run = 0, .batch = 16}),
                            data.open({.seed = 1, .run = 1, .batch = 16})}) {
    EXPECT_NE(training_batch(*other, 3).dense, third.dense);
    EXPECT_NE(other->validation().dense, draw->validation().dense);
  }
  EXPECT_NE(draw->validation().dense, draw->test().dense.leftCols(300));
}

TEST(SyntheticDataSet, PairsThePointsOfTheSweep) {
  const auto data = data_set({{"cosine", {0.5, 0.9}}});
  const auto low = data.open({.setting = 0, .batch = 16});
  const auto high = data.open({.setting = 1, .batch = 16});
  const auto a = training_batch(*low, 0);
  const auto b = training_batch(*high, 0);
  EXPECT_EQ(a.dense, b.dense);
  EXPECT_EQ(a.labels.row(0), b.labels.row(0));  // task 1 is the same task
  EXPECT_NE(a.labels.row(1), b.labels.row(1));
  EXPECT_EQ(low->test().dense, high->test().dense);
}

TEST(SyntheticDataSet, ReusesTheCallersMemory) {
  const auto data = data_set({});
  const auto draw = data.open({.batch = 128});
  auto batch = training_batch(*draw, 0);
  const float* const dense = batch.dense.data();
  const float* const labels = batch.labels.data();
  draw->training_batch(1, batch);
  EXPECT_EQ(batch.dense.data(), dense);
  EXPECT_EQ(batch.labels.data(), labels);
}

/// First input and label of each example: enough to recognise it.
std::multiset<std::pair<float, float>> examples(const Batch<float>& batch) {
  std::multiset<std::pair<float, float>> set;
  for (Index b = 0; b < batch.size(); ++b) set.insert({batch.dense(0, b), batch.labels(0, b)});
  return set;
}

TEST(SyntheticDataSet, ShufflesAFixedTrainingSetEveryEpoch) {
  const auto data = data_set({{"training_rows", 30}, {"dimension", 5}});
  const auto draw = data.open({.batch = 30});
  const auto first = training_batch(*draw, 0);
  const auto second = training_batch(*draw, 1);
  EXPECT_EQ(examples(first), examples(second));
  EXPECT_NE(first.dense, second.dense);
  EXPECT_EQ(examples(first).count(*examples(first).begin()), 1U);

  // Batches that straddle epochs: the same sequence, cut elsewhere.
  const auto cut = data.open({.batch = 20});
  const auto straddling = training_batch(*cut, 1);
  EXPECT_EQ(straddling.dense.leftCols(10), first.dense.rightCols(10));
  EXPECT_EQ(straddling.dense.rightCols(10), second.dense.leftCols(10));
}

TEST(SyntheticDataSet, DescribesTargetPredictedAndMeasured) {
  const auto data = data_set({{"pearson", {0.3}}, {"tasks", 3}});
  const auto about = data.describe();
  EXPECT_EQ(about["c"], 0.44);
  EXPECT_EQ(about["alpha"].dump(), "[6.64,16.21]");
  EXPECT_NEAR(about["label_variance"].get<double>(), 1.17, 0.005);
  ASSERT_EQ(about["points"].size(), 1U);
  const auto& pairs = about["points"][0]["pairs"];
  ASSERT_EQ(pairs.size(), 3U);
  EXPECT_EQ(pairs[1]["tasks"].dump(), "[1,3]");
  for (const auto& pair : pairs) {
    EXPECT_EQ(pair["target"], 0.3);
    EXPECT_NEAR(pair["predicted"].get<double>(), 0.3, 1e-12);
    EXPECT_NEAR(pair["measured"].get<double>(), 0.3, 0.016);  // 5 standard errors
  }
  EXPECT_TRUE(data_set({}).describe()["points"][0]["pairs"][0]["target"].is_null());
}

TEST(SyntheticDataSet, NamesTheFieldOfBadOptions) {
  EXPECT_THROW(data_set({{"pearson", {1.0}}}), FieldError);  // noise alone forbids it
  EXPECT_NO_THROW(data_set({{"pearson", {1.0}}, {"noise", 0}}));
  EXPECT_THROW(
      data_set({{"noise", 0}, {"c", 1e-6}, {"alpha", {1}}, {"beta", {3.14159265358979312}}}),
      InputError);
}

}  // namespace
}  // namespace mmoe
