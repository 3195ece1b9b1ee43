// SPDX-License-Identifier: Apache-2.0
#include "tuning/box_minimiser.h"

#include <gtest/gtest.h>

#include <cmath>

namespace mmoe {
namespace {

using Eigen::VectorXd;

Bounds box(double low, double high, Eigen::Index d) {
  return {VectorXd::Constant(d, low), VectorXd::Constant(d, high)};
}

/// Rosenbrock's valley; its minimum is 0 at (1, 1).
double valley(const VectorXd& x, VectorXd& gradient) {
  const double bend = x(1) - x(0) * x(0);
  gradient.resize(2);
  gradient << -400 * x(0) * bend - 2 * (1 - x(0)), 200 * bend;
  return 100 * bend * bend + (1 - x(0)) * (1 - x(0));
}

TEST(Minimise, FollowsACurvedValley) {
  const Minimum found = minimise(valley, box(-2, 2, 2), (VectorXd(2) << -1.2, 1).finished(), 100);
  EXPECT_NEAR(found.x(0), 1, 1e-5);
  EXPECT_NEAR(found.x(1), 1, 1e-5);
  EXPECT_LT(found.value, 1e-10);
}

/// On x0 <= 0.5 the least value is at (0.5, 0.25).
TEST(Minimise, EndsOnABoundThatHoldsIt) {
  Bounds bounds = box(-2, 2, 2);
  bounds.high(0) = 0.5;
  const Minimum found = minimise(valley, bounds, (VectorXd(2) << -1.2, 1).finished(), 100);
  EXPECT_EQ(found.x(0), 0.5);
  EXPECT_NEAR(found.x(1), 0.25, 1e-5);
}

TEST(Minimise, LeavesACoordinateWithoutRoomWhereItIs) {
  Bounds bounds = box(-2, 2, 2);
  bounds.low(0) = bounds.high(0) = -1.2;
  const Minimum found = minimise(valley, bounds, (VectorXd(2) << -1.2, 1).finished(), 100);
  EXPECT_EQ(found.x(0), -1.2);
  EXPECT_NEAR(found.x(1), 1.44, 1e-5);
}

/// log x is not finite below 0; x - log x is least at 1.
TEST(Minimise, ComesBackFromOutsideTheDomain) {
  const auto f = [](const VectorXd& x, VectorXd& gradient) {
    gradient = VectorXd::Constant(1, 1 - 1 / x(0));
    return x(0) > 0 ? x(0) - std::log(x(0)) : std::numeric_limits<double>::infinity();
  };
  const Minimum found = minimise(f, box(-50, 50, 1), VectorXd::Constant(1, 0.01), 100);
  EXPECT_NEAR(found.x(0), 1, 1e-5);
}

}  // namespace
}  // namespace mmoe
