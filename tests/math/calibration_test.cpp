// SPDX-License-Identifier: Apache-2.0
#include "math/calibration.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <vector>

#include "math/metrics.h"
#include "paths.h"

namespace mmoe {
namespace {

using FloatValues = std::vector<float>;

TEST(NormalisedEntropy, IsOneForTheRateAndUndefinedWithoutBothClasses) {
  // Rate 1/4, predicted for all: logit log(1/3).
  const auto logit = static_cast<float>(std::log(1.0 / 3));
  EXPECT_NEAR(
      normalised_entropy(FloatValues{logit, logit, logit, logit}, FloatValues{1, 0, 0, 0}).value(),
      1, 1e-7);
  // Logits of 0 lose log 2 each, whatever the rate.
  EXPECT_NEAR(normalised_entropy(FloatValues{0, 0}, FloatValues{1, 0}).value(), 1, 1e-15);
  EXPECT_LT(normalised_entropy(FloatValues{50, -50}, FloatValues{1, 0}).value(), 1e-20);
  EXPECT_FALSE(normalised_entropy(FloatValues{0, 0}, FloatValues{1, 1}));
  EXPECT_FALSE(normalised_entropy(FloatValues{0, 0}, FloatValues{0, 0}));
  EXPECT_FALSE(normalised_entropy(FloatValues{}, FloatValues{}));
}

TEST(CalibrationRatio, IsPredictedByObserved) {
  EXPECT_EQ(calibration_ratio(FloatValues{0.5F, 0.5F, 0.5F}, FloatValues{1, 0, 0}), 1.5);
  EXPECT_EQ(calibration_ratio(FloatValues{0.25F, 0.25F}, FloatValues{1, 1}), 0.25);
  EXPECT_FALSE(calibration_ratio(FloatValues{0.5F}, FloatValues{0}));
  EXPECT_FALSE(calibration_ratio(FloatValues{}, FloatValues{}));
}

TEST(CalibrationError, OfAConstantIsItsDistanceFromTheRate) {
  for (const std::size_t n : {1, 3, 20, 1000}) {
    const FloatValues constant(n, 0.75F);
    EXPECT_EQ(calibration_error(constant, FloatValues(n, 1)), 0.25) << n;
    EXPECT_EQ(calibration_error(constant, FloatValues(n, 0)), 0.75) << n;
  }
  EXPECT_FALSE(calibration_error(FloatValues{}, FloatValues{}));
}

TEST(CalibrationBins, AreMeansInOrderOfProbability) {
  FloatValues probabilities, labels;
  for (int i = 0; i < 40; ++i) {  // two per bin, given in falling order
    probabilities.push_back(static_cast<float>(40 - i) / 64);
    labels.push_back(i < 4 ? 1.0F : 0.0F);
  }
  const auto bins = calibration_bins(probabilities, labels);
  ASSERT_EQ(bins.size(), kCalibrationBins);
  for (std::size_t b = 0; b < bins.size(); ++b) {
    EXPECT_DOUBLE_EQ(bins[b].predicted, (2.0 * static_cast<double>(b) + 1.5) / 64);
    EXPECT_EQ(bins[b].observed, b >= 18 ? 1 : 0);
  }
  const auto constant = calibration_bins(FloatValues(7, 0.5F), FloatValues{1, 0, 0, 0, 0, 0, 0});
  ASSERT_EQ(constant.size(), 1U);
  EXPECT_DOUBLE_EQ(constant[0].observed, 1.0 / 7);
  EXPECT_TRUE(calibration_bins({}, {}).empty());
}

TEST(CalibrationError, CancelsWithinABinAndNotBetweenBins) {
  // 40 examples, two per bin. In a bin one is positive and both have 0.5 +- a little: no error.
  FloatValues probabilities;
  FloatValues labels;
  for (int i = 0; i < 40; ++i) {
    probabilities.push_back(0.5F + static_cast<float>((i % 2 == 0 ? -1 : 1) * (1 + i / 2)) / 1024);
    labels.push_back(0);
  }
  // By order of probability the bins are pairs of neighbours; half of all examples are positive, by
  // pairs: every bin is off by about one half.
  std::sort(probabilities.begin(), probabilities.end());
  for (std::size_t i = 0; i < 40; ++i) labels[i] = (i / 2) % 2 == 0 ? 1 : 0;
  EXPECT_NEAR(calibration_error(probabilities, labels).value(), 0.5, 0.02);
  for (std::size_t i = 0; i < 40; ++i) labels[i] = i % 2 == 0 ? 1 : 0;
  EXPECT_NEAR(calibration_error(probabilities, labels).value(), 0, 0.02);
}

TEST(CalibrationError, DoesNotDependOnTheOrderOfTiedExamples) {
  const FloatValues probabilities{0.2F, 0.2F, 0.2F, 0.6F, 0.6F, 0.9F};
  // Bins 5, 15 and 18 of 20: |0.6 - 1| + |1.2 - 2| + |0.9 - 1| over 6 examples.
  const double expected = (0.4 + 0.8 + 0.1) / 6;
  for (const FloatValues& labels : {FloatValues{1, 0, 0, 1, 1, 1}, FloatValues{0, 0, 1, 1, 1, 1}}) {
    EXPECT_NEAR(calibration_error(probabilities, labels).value(), expected, 1e-7);
  }
}

TEST(Calibration, IsEmptyWhereAScoreIsNotFinite) {
  for (const float bad : {NAN, INFINITY}) {
    for (const auto metric : {normalised_entropy, calibration_ratio, calibration_error}) {
      EXPECT_FALSE(metric(FloatValues{0, bad}, FloatValues{0, 1}));
    }
  }
}

TEST(Calibration, AgreesWithScikitLearnAndNumpy) {
  std::ifstream file(testing::source_dir() / "tests/fixtures/sklearn/metrics.json");
  const auto fixture = nlohmann::json::parse(file);
  for (const auto& [name, c] : fixture.at("binary").items()) {
    auto scores = c["scores"].get<FloatValues>();
    const auto labels = c["labels"].get<FloatValues>();
    EXPECT_NEAR(normalised_entropy(scores, labels).value(), c["normalised_entropy"], 1e-8) << name;
    to_probabilities(scores);  // rounds to float
    EXPECT_NEAR(calibration_ratio(scores, labels).value(), c["calibration_ratio"], 1e-6) << name;
    EXPECT_NEAR(calibration_error(scores, labels).value(), c["calibration_error"], 1e-6) << name;
  }
}

}  // namespace
}  // namespace mmoe
