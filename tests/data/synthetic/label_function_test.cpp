// SPDX-License-Identifier: Apache-2.0
#include "data/synthetic/label_function.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "base/error.h"
#include "math/random.h"

namespace mmoe {
namespace {

using std::numbers::pi;
const LabelFunction kFigure2{0.44, {6.64, 16.21}, {pi, 0}, 0.1};

TEST(LabelFunction, MeanIsThatOfTheNormal) {
  const LabelFunction f{0.7, {1.3, -2}, {0.4, 1.1}, 0};
  double sum = 0;  // over z = c t by the trapezoid rule, exact to rounding for a Gaussian
  constexpr double kStep = 0.01;
  for (int i = -1000; i <= 1000; ++i) {
    const double t = i * kStep;
    const double z = f.c * t;
    const double y =
        z + std::sin(f.alpha[0] * z + f.beta[0]) + std::sin(f.alpha[1] * z + f.beta[1]);
    sum += y * std::exp(-t * t / 2) / std::sqrt(2 * pi) * kStep;
  }
  EXPECT_NEAR(label_mean(f), sum, 1e-12);
}

TEST(LabelPearson, PassesThroughFigure2) {
  EXPECT_NEAR(label_variance(kFigure2), 1.17, 0.005);
  const std::pair<double, double> points[] = {{0.4, 0.055}, {0.5, 0.075}, {0.6, 0.10},
                                              {0.7, 0.13},  {0.8, 0.19},  {0.9, 0.30},
                                              {0.95, 0.44}, {0.98, 0.65}, {1.0, 0.99}};
  for (const auto& [cosine, pearson] : points) {
    EXPECT_NEAR(label_pearson(kFigure2, cosine), pearson, 0.01) << cosine;
  }
}

TEST(LabelPearson, OfLinearLabelsIsTheCosineDilutedByNoise) {
  const LabelFunction f{0.5, {}, {}, 0.5};  // y = z + e, both of variance 1/4
  EXPECT_DOUBLE_EQ(label_variance(f), 0.5);
  EXPECT_DOUBLE_EQ(label_pearson(f, 0.6), 0.3);
  EXPECT_DOUBLE_EQ(label_pearson(f, -1), -0.5);
  const LabelFunction silent{1e-6, {}, {}, 0};
  EXPECT_DOUBLE_EQ(label_pearson(silent, 1), 1);
  EXPECT_DOUBLE_EQ(label_pearson(silent, -0.25), -0.25);
}

// y = z + sin(z), c = 1. By hand: E[z sin z] = e^-1/2; Var(sin z) = (1 - e^-2) / 2;
// E[sin z sin z'] = e^-1 sinh(p).
TEST(SignalCovariance, IsTheOneWorkedByHand) {
  const LabelFunction f{1, {1}, {0}, 0};
  EXPECT_NEAR(signal_covariance(f, 1), 1 + 2 * std::exp(-0.5) + (1 - std::exp(-2.0)) / 2, 1e-14);
  EXPECT_NEAR(signal_covariance(f, 0.3),
              0.3 + 0.6 * std::exp(-0.5) + std::exp(-1.0) * std::sinh(0.3), 1e-14);
  EXPECT_EQ(signal_covariance(f, 0), 0);
}

// The integral over two independent normals, by the rectangle rule, which converges geometrically.
double integrated_covariance(const LabelFunction& f, double p) {
  const auto signal = [&](double z) {
    double y = z;
    for (std::size_t i = 0; i < f.alpha.size(); ++i) y += std::sin(f.alpha[i] * z + f.beta[i]);
    return y;
  };
  constexpr double kStep = 0.05;
  double product = 0;
  double mean = 0;
  for (double g = -8; g <= 8; g += kStep) {
    const double density = std::exp(-g * g / 2) / std::sqrt(2 * pi) * kStep;
    mean += density * signal(f.c * g);
    for (double h = -8; h <= 8; h += kStep) {
      product += density * std::exp(-h * h / 2) / std::sqrt(2 * pi) * kStep * signal(f.c * g) *
                 signal(f.c * (p * g + std::sqrt(1 - p * p) * h));
    }
  }
  return product - mean * mean;
}

TEST(SignalCovariance, IsTheIntegral) {
  for (const LabelFunction& f : {kFigure2, LabelFunction{0.7, {1.3, -2}, {0.4, 1.1}, 0}}) {
    for (const double p : {-1.0, -0.6, 0.2, 0.95}) {
      EXPECT_NEAR(signal_covariance(f, p), integrated_covariance(f, p), 1e-9) << p;
    }
  }
}

TEST(SignalCovariance, StandsExtremes) {
  const LabelFunction fast{100, {1e6, -1e6}, {1, 2}, 0};
  for (const double p : {-1.0, -0.5, 0.0, 0.5, 1.0}) {
    EXPECT_TRUE(std::isfinite(signal_covariance(fast, p))) << p;
  }
  const LabelFunction tiny{1e-9, {2}, {0.5}, 0};  // linear within rounding: slope 1 + 2 cos(0.5)
  EXPECT_NEAR(label_pearson(tiny, 0.5), 0.5, 1e-9);
  EXPECT_NEAR(signal_covariance(tiny, 1) / 1e-18, std::pow(1 + 2 * std::cos(0.5), 2), 1e-7);
}

TEST(LabelVariance, RefusesLabelsThatDoNotVary) {
  const LabelFunction f{1e-6, {1}, {pi}, 0};  // z - sin z = z^3 / 6
  EXPECT_THROW(label_variance(f), InputError);
  EXPECT_NO_THROW(label_variance({1e-6, {1}, {pi}, 0.1}));
}

TEST(CosineForPearson, InvertsTheClosedForm) {
  for (const double target : {-0.4, -0.05, 0.01, 0.1, 0.3, 0.5, 0.9, 0.99}) {
    const auto p = cosine_for_pearson(kFigure2, target);
    ASSERT_TRUE(p) << target;
    EXPECT_NEAR(label_pearson(kFigure2, *p), target, 1e-12);
    EXPECT_EQ(*p < 0, target < 0);
  }
  EXPECT_EQ(cosine_for_pearson(kFigure2, 0), 0);
}

TEST(CosineForPearson, ReachesTheEndsAndNoFurther) {
  const PearsonRange range = reachable_pearson(kFigure2);
  EXPECT_NEAR(range.high, 1 - 0.01 / label_variance(kFigure2), 1e-12);  // all but the noise
  EXPECT_EQ(cosine_for_pearson(kFigure2, range.high), 1);
  EXPECT_TRUE(cosine_for_pearson(kFigure2, range.low));
  EXPECT_FALSE(cosine_for_pearson(kFigure2, range.high + 1e-9));
  EXPECT_FALSE(cosine_for_pearson(kFigure2, range.low - 1e-9));
}

// The target is the largest correlation, but the covariance that it asks for is an ulp beyond.
TEST(CosineForPearson, ReachesAnEndThatRoundingPutsBeyondReach) {
  EXPECT_EQ(cosine_for_pearson({0.91, {}, {}, 0.63}, 0.676), 1);
}

// y = z + sin(2 z + pi/2) = z + cos(2 z), c = 1: cov = p + e^-4 (cosh(4 p) - 1). For p < 0 it
// falls, turns where 1 = -4 e^-4 sinh(4 p), and rises; a target below 0 has two roots.
TEST(CosineForPearson, TakesTheRootNearestToZeroWhereTheCurveTurns) {
  const LabelFunction f{1, {2}, {pi / 2}, 0};
  const double turn = -std::asinh(std::exp(4.0) / 4) / 4;
  const PearsonRange range = reachable_pearson(f);
  EXPECT_NEAR(range.low_cosine, turn, 1e-5);
  EXPECT_GT(label_pearson(f, -1), range.low);
  const double target = label_pearson(f, -0.99);
  const auto p = cosine_for_pearson(f, target);
  ASSERT_TRUE(p);
  EXPECT_GT(*p, turn);
  EXPECT_NEAR(label_pearson(f, *p), target, 1e-12);
}

// z - sin z + cos(50 z) at small c: the slopes cancel and an even label is left, whose correlation
// is the same at p and -p.
TEST(ReachablePearson, IsOneSidedForEvenLabels) {
  const LabelFunction f{1e-3, {1, 50}, {pi, pi / 2}, 0};
  const PearsonRange range = reachable_pearson(f);
  EXPECT_NEAR(range.low, 0, 1e-6);
  EXPECT_FALSE(cosine_for_pearson(f, -0.1));
}

TEST(LabelExamples, AddsSinesAndNoise) {
  const Matrix<double> w{{1, 2}, {0.5, -1}};
  const Matrix<double> x{{0.1, -0.2, 0.3}, {0.4, 0.5, -0.6}};
  Matrix<double> labels{{1, 0, -1}, {2, 0, 0.5}};  // noise
  label_examples(LabelFunction{1, {3, -1}, {0.2, 5}, 0.1}, w, x, labels);
  const auto y = [](double z) { return z + std::sin(3 * z + 0.2) + std::sin(-z + 5); };
  EXPECT_NEAR(labels(0, 0), y(0.9) + 0.1, 1e-14);
  EXPECT_NEAR(labels(0, 2), y(-0.9) - 0.1, 1e-14);
  EXPECT_NEAR(labels(1, 1), y(-0.6), 1e-14);
  EXPECT_NEAR(labels(1, 2), y(0.75) + 0.05, 1e-14);
}

TEST(LabelExamples, AreTheSameAtEveryPosition) {
  Matrix<float> w(2, 7);
  Matrix<float> x(7, 600);
  fill_normal({1, Purpose::kCheck}, 0, w);
  fill_normal({1, Purpose::kCheck}, 1, x);
  Matrix<float> whole = Matrix<float>::Zero(2, 600);
  label_examples(kFigure2, w, x, whole);
  for (const Index first : {1, 13, 255, 256, 300}) {
    Matrix<float> part = Matrix<float>::Zero(2, 600 - first);
    label_examples<float>(kFigure2, w, x.rightCols(600 - first), part);
    EXPECT_EQ(part, whole.rightCols(600 - first)) << first;
  }
}

}  // namespace
}  // namespace mmoe
