// SPDX-License-Identifier: Apache-2.0
#include "data/table/number_transform.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace mmoe {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatNear;

const double kNoNumber = std::nan("");

NumberTransform learned(const std::string& transform, const std::vector<double>& training,
                        std::int64_t bins = 4, bool log1p = false) {
  return {{.transform = transform, .log1p = log1p, .bins = bins}, training};
}

std::vector<float> encoded(const NumberTransform& transform, double x) {
  std::vector<float> out(static_cast<std::size_t>(transform.width()));
  transform.encode(x, out.data());
  return out;
}

TEST(NumberTransform, StandardisesByMeanAndSdOfThePopulation) {
  const NumberTransform t =
      learned("standardise", {1, 2, kNoNumber, 3, 6});  // mean 3, sd sqrt(3.5)
  EXPECT_THAT(encoded(t, 6), ElementsAre(FloatNear(1.6035675F, 1e-6F)));
  EXPECT_THAT(encoded(t, kNoNumber), ElementsAre(0));
  EXPECT_THAT(encoded(learned("standardise", {5, 5}), 7), ElementsAre(2));
}

TEST(NumberTransform, AConstantIsNotScaledByTheRoundingOfItsMean) {
  const NumberTransform t = learned("standardise", std::vector<double>(10, 0.1));
  EXPECT_THAT(encoded(t, 0.1), ElementsAre(0));
  EXPECT_THAT(encoded(t, 1.1), ElementsAre(1));
}

TEST(NumberTransform, TakesTheLogarithmFirst) {
  EXPECT_THAT(encoded(learned("none", {1}, 4, true), std::exp(2.0) - 1),
              ElementsAre(FloatNear(2, 1e-6F)));
}

TEST(NumberTransform, MapsLeastAndGreatestTo0And1) {
  const NumberTransform t = learned("min-max", {2, 4, 6});
  EXPECT_THAT(encoded(t, 2), ElementsAre(0));
  EXPECT_THAT(encoded(t, 7), ElementsAre(1.25F));
  EXPECT_THAT(encoded(learned("min-max", {3, 3}), 3), ElementsAre(0));
}

/// sklearn.preprocessing.QuantileTransformer(n_quantiles=1001) fitted on 0, 1, 1, 1, 4.
TEST(NumberTransform, RanksAsScikitLearnDoes) {
  const NumberTransform t = learned("quantile", {1, 0, 1, 4, 1});
  EXPECT_THAT(encoded(t, -1), ElementsAre(0));
  EXPECT_THAT(encoded(t, 0), ElementsAre(0));
  EXPECT_THAT(encoded(t, 0.5), ElementsAre(FloatNear(0.125F, 1e-6F)));
  EXPECT_THAT(encoded(t, 1), ElementsAre(FloatNear(0.5F, 1e-6F)));
  EXPECT_THAT(encoded(t, 2.5), ElementsAre(FloatNear(0.875F, 1e-6F)));
  EXPECT_THAT(encoded(t, 9), ElementsAre(1));
}

TEST(NumberTransform, IsPiecewiseLinearBetweenQuantiles) {
  const NumberTransform t = learned("piecewise-linear", {0, 1, 2, 3, 4, 6, 8, 16, 32}, 4);
  EXPECT_THAT(t.edges(), ElementsAre(0, 2, 4, 8, 32));
  EXPECT_THAT(encoded(t, 5), ElementsAre(1, 1, 0.25F, 0));
  EXPECT_THAT(encoded(t, -3), ElementsAre(0, 0, 0, 0));
  EXPECT_THAT(encoded(t, 99), ElementsAre(1, 1, 1, 1));
  EXPECT_THAT(encoded(t, 8), ElementsAre(1, 1, 1, 0));                    // where two bins meet
  EXPECT_EQ(learned("piecewise-linear", {0, 0, 0, 0, 1}, 4).width(), 1);  // edges that differ
  EXPECT_EQ(learned("piecewise-linear", {3, 3}, 4).width(), 0);
}

TEST(NumberTransform, ManyEqualValuesLeaveTheBinsToTheOthers) {
  std::vector<double> amounts(96, 0);
  for (const double x : {10, 20, 30, 40}) amounts.push_back(x);
  // Quarters of all: 0, 0, 0, 0, 40. Three quantiles of the others fill up: 10, 20, 30.
  EXPECT_THAT(learned("piecewise-linear", amounts, 4).edges(), ElementsAre(0, 10, 20, 30, 40));
  const NumberTransform bins = learned("bins", amounts, 4);
  EXPECT_THAT(bins.edges(), ElementsAre(10, 20, 30));
  EXPECT_EQ(bins.bin(0), 0);
  EXPECT_EQ(bins.bin(10), 1);
  const NumberTransform two = learned("bins", {0, 0, 0, 0, 1}, 4);
  EXPECT_EQ(two.bin(0), 0);
  EXPECT_EQ(two.bin(1), 1);
}

TEST(NumberTransform, SetsTheBinOfANumber) {
  const NumberTransform t = learned("bins", {0, 1, 2, 3, 4, 5, 6, 7, 8}, 4);  // edges 2, 4, 6
  EXPECT_EQ(t.width(), 4);
  EXPECT_EQ(t.bin(-1), 0);
  EXPECT_EQ(t.bin(1.9), 0);
  EXPECT_EQ(t.bin(2), 1);
  EXPECT_EQ(t.bin(99), 3);
  EXPECT_EQ(t.bin(kNoNumber), std::nullopt);
}

TEST(NumberTransform, WithoutNumbersThereAreNoInputs) {
  for (const char* name : {"standardise", "quantile", "piecewise-linear", "bins"}) {
    EXPECT_EQ(learned(name, {kNoNumber, kNoNumber}).width(), 0) << name;
    EXPECT_EQ(learned(name, {}).width(), 0) << name;
  }
}

TEST(NumberTransform, QuantilesAreNumpys) {
  EXPECT_THAT(quantiles(std::vector<double>{1, 2, 4, 8}, 2), ElementsAre(1, 3, 8));
  EXPECT_THAT(quantiles(std::vector<double>{1, 2, 4, 8}, 4), ElementsAre(1, 1.75, 3, 5, 8));
  EXPECT_THAT(quantiles(std::vector<double>{7}, 2), ElementsAre(7, 7, 7));
}

}  // namespace
}  // namespace mmoe
