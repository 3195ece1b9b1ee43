// SPDX-License-Identifier: Apache-2.0
#include "math/metrics.h"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <vector>

#include "paths.h"

namespace mmoe {
namespace {

using Values = std::vector<float>;
using nlohmann::json;

TEST(AreaUnderRoc, HasHandWorkedValues) {
  // Pairs (positive, negative): 0.8 > 0.1, 0.8 > 0.4, 0.35 > 0.1, 0.35 < 0.4: 3 of 4.
  EXPECT_EQ(area_under_roc(Values{0.1F, 0.4F, 0.35F, 0.8F}, Values{0, 0, 1, 1}), 0.75);
  EXPECT_EQ(area_under_roc(Values{1, 2, 3}, Values{0, 0, 1}), 1.0);
  EXPECT_EQ(area_under_roc(Values{3, 2, 1}, Values{0, 0, 1}), 0.0);
}

TEST(AreaUnderRoc, CountsATieAsOneHalf) {
  EXPECT_EQ(area_under_roc(Values{2, 2, 2, 2}, Values{0, 1, 0, 1}), 0.5);
  // (1 vs 1: half) + (1 vs 0: one) + (0 vs 1: none) + (0 vs 0: half) of 4.
  EXPECT_EQ(area_under_roc(Values{1, 0, 1, 0}, Values{1, 1, 0, 0}), 0.5);
  EXPECT_EQ(area_under_roc(Values{0.0F, -0.0F}, Values{1, 0}), 0.5);
}

TEST(AreaUnderRoc, OrdersNegativeScores) {
  EXPECT_EQ(area_under_roc(Values{-3, -1, -2, 5}, Values{0, 1, 0, 1}), 1.0);
  EXPECT_EQ(area_under_roc(Values{-1e30F, 1e30F}, Values{1, 0}), 0.0);
}

TEST(AreaUnderRoc, IsUndefinedWithoutBothClasses) {
  EXPECT_FALSE(area_under_roc(Values{1, 2}, Values{1, 1}));
  EXPECT_FALSE(area_under_roc(Values{1, 2}, Values{0, 0}));
  EXPECT_FALSE(area_under_roc(Values{}, Values{}));
}

TEST(RSquared, HasItsSpecialValues) {
  EXPECT_EQ(r_squared(Values{1, 2, 3}, Values{1, 2, 3}), 1.0);
  EXPECT_EQ(r_squared(Values{2, 2, 2}, Values{1, 2, 3}), 0.0);
  EXPECT_EQ(r_squared(Values{3, 2, 1}, Values{1, 2, 3}), -3.0);
  EXPECT_FALSE(r_squared(Values{1, 2}, Values{5, 5}));
  EXPECT_FALSE(r_squared(Values{}, Values{}));
}

TEST(MeanSquaredError, IsAMean) {
  EXPECT_EQ(mean_squared_error(Values{1, 5}, Values{2, 2}), 5.0);
  EXPECT_FALSE(mean_squared_error(Values{}, Values{}));
}

TEST(Accuracy, CountsALogitOfZeroAsClassZero) {
  EXPECT_EQ(accuracy(Values{-1, 0, 1, 2}, Values{0, 0, 1, 0}), 0.75);
  EXPECT_EQ(accuracy(Values{0}, Values{1}), 0.0);
  EXPECT_FALSE(accuracy(Values{}, Values{}));
}

TEST(LogLoss, IsStableFarOut) {
  EXPECT_DOUBLE_EQ(log_loss(Values{100, -100}, Values{0, 1}).value(), 100);
  EXPECT_LT(log_loss(Values{100, -100}, Values{1, 0}).value(), 1e-40);
  EXPECT_FALSE(log_loss(Values{}, Values{}));
}

json fixture() {
  std::ifstream file(testing::source_dir() / "tests/fixtures/sklearn/metrics.json");
  return json::parse(file);
}

TEST(Metrics, AgreeWithScikitLearnOnBinaryTasks) {
  const json cases = fixture().at("binary");
  EXPECT_GE(cases.size(), 10U);
  for (const auto& [name, c] : cases.items()) {
    Values scores = c["scores"].get<Values>();
    const Values labels = c["labels"].get<Values>();
    EXPECT_NEAR(area_under_roc(scores, labels).value(), c["auc"], 1e-12) << name;
    EXPECT_NEAR(log_loss(scores, labels).value(), c["log_loss"], 1e-9) << name;
    EXPECT_NEAR(accuracy(scores, labels).value(), c["accuracy"], 1e-12) << name;
    to_probabilities(scores);  // rounds to float
    EXPECT_NEAR(r_squared(scores, labels).value(), c["r2"], 1e-5) << name;
  }
}

TEST(Metrics, AgreeWithScikitLearnOnRegressionTasks) {
  for (const auto& [name, c] : fixture().at("regression").items()) {
    const Values predictions = c["predictions"].get<Values>();
    const Values labels = c["labels"].get<Values>();
    EXPECT_NEAR(r_squared(predictions, labels).value(), c["r2"], 1e-9) << name;
    EXPECT_NEAR(mean_squared_error(predictions, labels).value(), c["mean_squared_error"], 1e-9)
        << name;
  }
}

}  // namespace
}  // namespace mmoe
