// SPDX-License-Identifier: Apache-2.0
#include "math/metrics.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <vector>

#include "paths.h"

namespace mmoe {
namespace {

using Scores = std::vector<float>;
using nlohmann::json;

TEST(AreaUnderRoc, HasHandWorkedValues) {
  // Pairs (positive, negative): 0.8 > 0.1, 0.8 > 0.4, 0.35 > 0.1, 0.35 < 0.4: 3 of 4.
  EXPECT_EQ(area_under_roc(Scores{0.1F, 0.4F, 0.35F, 0.8F}, Scores{0, 0, 1, 1}), 0.75);
  EXPECT_EQ(area_under_roc(Scores{1, 2, 3}, Scores{0, 0, 1}), 1.0);
  EXPECT_EQ(area_under_roc(Scores{3, 2, 1}, Scores{0, 0, 1}), 0.0);
}

TEST(AreaUnderRoc, CountsATieAsOneHalf) {
  EXPECT_EQ(area_under_roc(Scores{2, 2, 2, 2}, Scores{0, 1, 0, 1}), 0.5);
  // (1 vs 1: half) + (1 vs 0: one) + (0 vs 1: none) + (0 vs 0: half) of 4.
  EXPECT_EQ(area_under_roc(Scores{1, 0, 1, 0}, Scores{1, 1, 0, 0}), 0.5);
  EXPECT_EQ(area_under_roc(Scores{0.0F, -0.0F}, Scores{1, 0}), 0.5);
}

TEST(AreaUnderRoc, OrdersNegativeScores) {
  EXPECT_EQ(area_under_roc(Scores{-3, -1, -2, 5}, Scores{0, 1, 0, 1}), 1.0);
  EXPECT_EQ(area_under_roc(Scores{-1e30F, 1e30F}, Scores{1, 0}), 0.0);
}

TEST(AreaUnderRoc, IsUndefinedWithoutBothClasses) {
  EXPECT_FALSE(area_under_roc(Scores{1, 2}, Scores{1, 1}));
  EXPECT_FALSE(area_under_roc(Scores{1, 2}, Scores{0, 0}));
  EXPECT_FALSE(area_under_roc(Scores{}, Scores{}));
}

TEST(AreaUnderRoc, IsExactOverTenMillionRows) {
  // Labels 0, 1, 0, 1, ... in order of score: the j-th positive of P has j negatives below it. The
  // P (P + 1) half pairs are far beyond 32 bits; an estimate by thresholds would not be exact.
  constexpr std::size_t kRows = 10'000'000;  // below 2^24: floats hold every score
  Scores scores(kRows);
  Scores labels(kRows);
  for (std::size_t i = 0; i < kRows; ++i) {
    scores[i] = static_cast<float>(i);
    labels[i] = static_cast<float>(i % 2);
  }
  constexpr double kPositives = kRows / 2;
  EXPECT_EQ(area_under_roc(scores, labels), (kPositives + 1) / (2 * kPositives));
}

TEST(RSquared, HasItsSpecialValues) {
  EXPECT_EQ(r_squared(Scores{1, 2, 3}, Scores{1, 2, 3}), 1.0);
  EXPECT_EQ(r_squared(Scores{2, 2, 2}, Scores{1, 2, 3}), 0.0);
  EXPECT_EQ(r_squared(Scores{3, 2, 1}, Scores{1, 2, 3}), -3.0);
  EXPECT_FALSE(r_squared(Scores{1, 2}, Scores{5, 5}));
  EXPECT_FALSE(r_squared(Scores{}, Scores{}));
}

TEST(MeanSquaredError, IsAMean) {
  EXPECT_EQ(mean_squared_error(Scores{1, 5}, Scores{2, 2}), 5.0);
  EXPECT_FALSE(mean_squared_error(Scores{}, Scores{}));
}

TEST(Accuracy, CountsALogitOfZeroAsClassZero) {
  EXPECT_EQ(accuracy(Scores{-1, 0, 1, 2}, Scores{0, 0, 1, 0}), 0.75);
  EXPECT_EQ(accuracy(Scores{0}, Scores{1}), 0.0);
  EXPECT_FALSE(accuracy(Scores{}, Scores{}));
}

TEST(LogLoss, IsStableFarOut) {
  EXPECT_DOUBLE_EQ(log_loss(Scores{100, -100}, Scores{0, 1}).value(), 100);
  EXPECT_LT(log_loss(Scores{100, -100}, Scores{1, 0}).value(), 1e-40);
  EXPECT_FALSE(log_loss(Scores{}, Scores{}));
}

TEST(Metrics, AreEmptyWhereAScoreIsNotFinite) {
  const Scores labels{0, 1};
  for (const float bad : {NAN, -NAN, INFINITY, -INFINITY}) {
    for (const Scores& scores : {Scores{bad, bad}, Scores{0, bad}, Scores{bad, 0}}) {
      for (const auto metric :
           {mean_squared_error, r_squared, area_under_roc, log_loss, accuracy}) {
        EXPECT_FALSE(metric(scores, labels)) << scores[0] << " " << scores[1];
      }
    }
  }
}

json fixture() {
  std::ifstream file(testing::source_dir() / "tests/fixtures/sklearn/metrics.json");
  return json::parse(file);
}

TEST(Metrics, AgreeWithScikitLearnOnBinaryTasks) {
  const json cases = fixture().at("binary");
  EXPECT_GE(cases.size(), 10U);
  for (const auto& [name, c] : cases.items()) {
    Scores scores = c["scores"].get<Scores>();
    const Scores labels = c["labels"].get<Scores>();
    EXPECT_NEAR(area_under_roc(scores, labels).value(), c["auc"], 1e-12) << name;
    EXPECT_NEAR(log_loss(scores, labels).value(), c["log_loss"], 1e-9) << name;
    EXPECT_NEAR(accuracy(scores, labels).value(), c["accuracy"], 1e-12) << name;
    to_probabilities(scores);  // rounds to float
    EXPECT_NEAR(r_squared(scores, labels).value(), c["r2"], 1e-5) << name;
  }
}

TEST(Metrics, AgreeWithScikitLearnOnRegressionTasks) {
  const auto cases = fixture();
  for (const auto& [name, c] : cases.at("regression").items()) {
    const Scores predictions = c["predictions"].get<Scores>();
    const Scores labels = c["labels"].get<Scores>();
    EXPECT_NEAR(r_squared(predictions, labels).value(), c["r2"], 1e-9) << name;
    EXPECT_NEAR(mean_squared_error(predictions, labels).value(), c["mean_squared_error"], 1e-9)
        << name;
  }
}

}  // namespace
}  // namespace mmoe
