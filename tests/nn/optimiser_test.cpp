// SPDX-License-Identifier: Apache-2.0
#include "nn/optimiser.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/error.h"
#include "test_maps.h"
#include "without_avx512.h"

namespace mmoe {
namespace {

/// theta after `steps` updates of 1/2 sum a_i theta_i^2 from (1, -2).
Vector<double> minimise(const OptimiserOptions& options, double rate, int steps) {
  Vector<double> theta(2), curvature(2), gradient(2);
  theta << 1, -2;
  curvature << 1, 10;
  Optimiser<double> optimiser(options, 2);
  for (int i = 0; i < steps; ++i) {
    gradient = curvature.cwiseProduct(theta);
    optimiser.update(mutable_view(theta), mutable_view(gradient), rate);
  }
  return theta;
}

TEST(Sgd, StepsDownTheGradient) {
  const Vector<double> theta = minimise({.name = "sgd"}, 0.1, 1);
  EXPECT_DOUBLE_EQ(theta[0], 1 - 0.1 * 1);
  EXPECT_DOUBLE_EQ(theta[1], -2 + 0.1 * 20);
}

TEST(Sgd, KeepsAShareOfTheLastUpdate) {
  const Vector<double> theta = minimise({.name = "sgd", .momentum = 0.5}, 0.1, 2);
  // v1 = -0.1, theta1 = 0.9; v2 = 0.5 (-0.1) - 0.09 = -0.14, theta2 = 0.76.
  EXPECT_DOUBLE_EQ(theta[0], 0.76);
}

TEST(Adam, TakesAFirstStepOfTheRateWhateverTheGradient) {
  // m / (1 - b1) = g and sqrt(s / (1 - b2)) = |g|: the bias corrections leave rate * sign(g).
  const Vector<double> theta = minimise({}, 0.01, 1);
  EXPECT_NEAR(theta[0], 1 - 0.01, 1e-9);
  EXPECT_NEAR(theta[1], -2 + 0.01, 1e-9);
}

TEST(Adam, HasHandWorkedSecondStep) {
  const double g1 = 1;
  const double theta1 = 1 - 0.1 * g1 / (std::sqrt(g1 * g1) + 1e-8);
  const double g2 = theta1;
  const double m = (0.9 * 0.1 * g1 + 0.1 * g2) / (1 - 0.81);
  const double s = (0.999 * 0.001 * g1 * g1 + 0.001 * g2 * g2) / (1 - 0.999 * 0.999);
  EXPECT_NEAR(minimise({}, 0.1, 2)[0], theta1 - 0.1 * m / (std::sqrt(s) + 1e-8), 1e-12);
}

TEST(Optimisers, LeaveTheGradientCleanForTheNext) {
  for (const char* name : {"adam", "sgd"}) {
    Vector<float> theta = Vector<float>::Ones(37), gradient = Vector<float>::Ones(37);
    Optimiser<float>({.name = name}, 37).update(mutable_view(theta), mutable_view(gradient), 0.1F);
    EXPECT_TRUE(gradient.isZero(0)) << name;
    EXPECT_LT(theta.maxCoeff(), 0.95F) << name;
  }
}

#ifdef __AVX2__
/// theta after some steps on gradients of every size, with zeros among them.
Vector<float> adam_steps() {
  constexpr Index kSize = 1003;
  Vector<float> theta = Vector<float>::Zero(kSize), gradient(kSize);
  Optimiser<float> optimiser({}, kSize);
  for (int step = 1; step <= 20; ++step) {
    for (Index i = 0; i < kSize; ++i) {
      const int exponent = static_cast<int>(i % 80) - 60;
      gradient[i] = i % 7 == 0 ? 0 : std::ldexp(std::sin(static_cast<float>(i * step)), exponent);
    }
    optimiser.update(mutable_view(theta), mutable_view(gradient), 1e-3F);
  }
  return theta;
}

TEST(Adam, HasTheSameBitsForVectorsOfAnyWidth) {
  if (!has_avx512) GTEST_SKIP() << "this processor has no AVX-512";
  const Vector<float> wide = adam_steps();
  const Vector<float> narrow = testing::without_avx512(adam_steps);
  EXPECT_EQ(wide, narrow);
  EXPECT_GT(wide.cwiseAbs().maxCoeff(), 0);
}
#endif

TEST(Optimisers, FindTheMinimumOfABowl) {
  EXPECT_LT(minimise({}, 0.05, 2000).norm(), 1e-3);
  EXPECT_LT(minimise({.name = "sgd", .momentum = 0.9}, 0.02, 500).norm(), 1e-6);
}

// A decay that is 1 in float keeps no gradient, and the training stands still in silence.
TEST(OptimiserOptions, RefuseADecayThatIsOneInFloat) {
  for (double OptimiserOptions::*decay :
       {&OptimiserOptions::beta1, &OptimiserOptions::beta2, &OptimiserOptions::momentum}) {
    OptimiserOptions options;
    options.*decay = 1 - 1e-8;
    EXPECT_THROW(options.fields().check("optimiser"), FieldError);
    options.*decay = 1 - 1e-6;
    EXPECT_NO_THROW(options.fields().check("optimiser"));
    EXPECT_LT(static_cast<float>(options.*decay), 1.0F);
  }
}

TEST(WeightDecay, AddsLambdaThetaToTheGradient) {
  const Vector<double> theta = minimise({.name = "sgd", .weight_decay = 3}, 0.1, 1);
  EXPECT_DOUBLE_EQ(theta[0], 1 - 0.1 * (1 + 3 * 1));
}

// As torch.optim.AdamW: the decay is no part of the gradient that Adam scales.
TEST(WeightDecay, DecoupledShrinksThetaByRateLambda) {
  const Vector<double> sgd =
      minimise({.name = "sgd", .weight_decay = 3, .decay = "decoupled"}, 0.1, 1);
  EXPECT_DOUBLE_EQ(sgd[0], 1 * (1 - 0.1 * 3) - 0.1 * 1);
  const Vector<double> adam = minimise({.weight_decay = 3, .decay = "decoupled"}, 0.01, 1);
  EXPECT_NEAR(adam[0], 1 * (1 - 0.01 * 3) - 0.01, 1e-9);
  EXPECT_NEAR(adam[1], -2 * (1 - 0.01 * 3) + 0.01, 1e-9);
}

TEST(ClipNorm, ShortensALongGradientAndLeavesAShortOne) {
  const double norm = std::sqrt(1 + 400.0);
  EXPECT_NEAR(minimise({.name = "sgd", .clip_norm = 1}, 0.1, 1)[0], 1 - 0.1 / norm, 1e-12);
  EXPECT_DOUBLE_EQ(minimise({.name = "sgd", .clip_norm = 100}, 0.1, 1)[0], 0.9);
}

}  // namespace
}  // namespace mmoe
