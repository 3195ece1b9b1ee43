// SPDX-License-Identifier: Apache-2.0
#include "tuning/expected_improvement.h"

#include <gtest/gtest.h>

#include <cmath>

namespace mmoe {
namespace {

/// log h(z) to 16 digits, by arithmetic of 40 digits.
TEST(LogImprovement, AgreesWithReferenceValuesTo1e13) {
  const double cases[][2] = {
      {3, 1.0987396653277078},    {1, 0.08002621884930694},   {0, -0.91893853320467274},
      {-1, -2.4851210257126413},  {-5, -16.74430116266099},   {-10, -55.553122036122356},
      {-25, -319.86146358149595}, {-40, -808.29856835661996}, {-1e3, -500014.73445209116},
  };
  for (const auto& [z, expected] : cases) {
    EXPECT_NEAR(log_improvement(z).log_h, expected, 1e-13 * std::abs(expected)) << z;
  }
}

TEST(LogImprovement, IsFiniteAndRisesFromMinusAMillionToTen) {
  double last = log_improvement(-1e6).log_h;
  EXPECT_TRUE(std::isfinite(last));
  for (double z = -1e6; z < -30; z *= 0.99) {
    const double value = log_improvement(z * 0.99).log_h;
    EXPECT_GT(value, last) << z;
    last = value;
  }
  last = log_improvement(-31).log_h;
  for (double z = -30; z <= 10; z += 1e-3) {  // over the change of formula too
    const double value = log_improvement(z).log_h;
    EXPECT_GT(value, last) << z;
    last = value;
  }
}

TEST(LogImprovement, GivesItsDerivativeAndTheDensityOverIt) {
  for (const double z : {-50.0, -5.0, -4.1, -3.9, -1.0, 0.0, 2.0}) {
    const double step = 1e-5;
    const LogImprovement here = log_improvement(z);
    const double slope =
        (log_improvement(z + step).log_h - log_improvement(z - step).log_h) / (2 * step);
    EXPECT_NEAR(here.cdf_over_h, slope, 1e-7 * std::abs(slope)) << z;
    // h = phi + z Phi
    EXPECT_NEAR(here.density_over_h + z * here.cdf_over_h, 1, 1e-11 * here.density_over_h) << z;
  }
}

}  // namespace
}  // namespace mmoe
