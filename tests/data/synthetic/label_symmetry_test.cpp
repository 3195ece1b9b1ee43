// SPDX-License-Identifier: Apache-2.0
#include "data/synthetic/label_symmetry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace mmoe {
namespace {

using std::numbers::pi;
using ::testing::DoubleNear;
using ::testing::ElementsAre;

TEST(LabelSymmetry, KeepsEveryCorrelationAndTheSquare) {
  const LabelFunction f{0.7, {-1.3, 0.4, 2.2}, {0.4, -4.1, 9.0}, 0.1};
  const LabelFunction g = canonical(f);
  for (const double p : {-1.0, -0.3, 0.0, 0.5, 0.9, 1.0}) {
    EXPECT_NEAR(label_pearson(f, p), label_pearson(g, p), 1e-12) << p;
  }
  EXPECT_NEAR(std::abs(label_mean(f)), std::abs(label_mean(g)), 1e-12);
}

TEST(LabelSymmetry, GivesOneFormToTheSameLabels) {
  const LabelFunction f{0.7, {1.3, 2.2}, {0.4, -1.1}, 0.1};
  const LabelFunction same[] = {
      {0.7, {2.2, 1.3}, {-1.1, 0.4}, 0.1},           // another order
      {0.7, {1.3, 2.2}, {0.4 + 2 * pi, -1.1}, 0.1},  // a turn
      {0.7, {-1.3, 2.2}, {pi - 0.4, -1.1}, 0.1},     // the same sine
      {0.7, {1.3, 2.2}, {-0.4, 1.1}, 0.1},           // -y(-z)
  };
  for (const LabelFunction& g : same) {
    const LabelFunction h = canonical(g);
    EXPECT_EQ(h.alpha, canonical(f).alpha);
    EXPECT_THAT(h.beta, ElementsAre(DoubleNear(0.4, 1e-12), DoubleNear(-1.1, 1e-12)));
  }
}

TEST(LabelSymmetry, GivesOneFormWhereAlphasAreTheSame) {
  const LabelFunction same[] = {
      {0.7, {1, 1}, {0.5, -0.7}, 0.1},
      {0.7, {1, 1}, {-0.7, 0.5}, 0.1},  // another order
      {0.7, {1, 1}, {-0.5, 0.7}, 0.1},  // -y(-z)
      {0.7, {-1, 1}, {pi - 0.5, -0.7}, 0.1},
  };
  for (const LabelFunction& f : same) {
    EXPECT_THAT(canonical(f).beta, ElementsAre(DoubleNear(-0.5, 1e-12), DoubleNear(0.7, 1e-12)));
  }
}

TEST(LabelSymmetry, TakesASineOfNoFrequencyForItsValue) {
  for (const double beta : {0.5, pi - 0.5, -0.5, 0.5 - pi}) {
    const LabelFunction f = canonical({0.7, {2, 0}, {0, beta}, 0.1});
    EXPECT_THAT(f.beta, ElementsAre(DoubleNear(0.5, 1e-12), DoubleNear(0, 1e-12))) << beta;
  }
}

TEST(LabelSymmetry, TakesBetaBesideMinusPiForPi) {
  const double near = pi - 1e-12;
  for (const double beta : {pi, -pi, near, -near}) {
    const LabelFunction f = canonical({0.7, {1, 1}, {beta, 0.5}, 0.1});
    EXPECT_THAT(f.beta, ElementsAre(DoubleNear(0.5, 1e-9), DoubleNear(pi, 1e-9))) << beta;
  }
}

TEST(LabelSymmetry, LeavesBetaOfZeroAndPiAlone) {
  const LabelFunction f = canonical({0.44, {6.64, 16.21}, {-pi, 0}, 0.1});
  EXPECT_THAT(f.beta, ElementsAre(DoubleNear(pi, 1e-12), DoubleNear(0, 1e-12)));
}

}  // namespace
}  // namespace mmoe
