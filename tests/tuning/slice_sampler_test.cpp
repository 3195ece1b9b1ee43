// SPDX-License-Identifier: Apache-2.0
#include "tuning/slice_sampler.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/gamma.hpp>
#include <cmath>

namespace mmoe {
namespace {

using Eigen::VectorXd;

Bounds wide_bounds(Eigen::Index d) {
  return {VectorXd::Constant(d, -20), VectorXd::Constant(d, 20)};
}

/// log v of v ~ Gamma(shape 3, rate 6), every fifth state of a chain; the greatest distance of the
/// distribution functions, D, has P(D > 1.63 / sqrt n) = 0.01.
TEST(TheSliceSampler, DrawsFromTheDensity) {
  SliceSampler chain([](const VectorXd& x) { return 3 * x(0) - 6 * std::exp(x(0)); },
                     wide_bounds(1), VectorXd::Zero(1), {1, Purpose::kCheck});
  std::vector<double> values;
  for (int i = 0; i < 20000; ++i) {
    chain.sweep();
    if (i % 5 == 0) values.push_back(std::exp(chain.state()(0)));
  }
  std::ranges::sort(values);
  const boost::math::gamma_distribution<double> expected(3, 1.0 / 6);
  const auto n = static_cast<double>(values.size());
  double distance = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double p = boost::math::cdf(expected, values[i]);
    const auto below = static_cast<double>(i);
    distance = std::max({distance, p - below / n, (below + 1) / n - p});
  }
  EXPECT_LT(distance, 1.63 / std::sqrt(n));
}

TEST(TheSliceSampler, KeepsTheCorrelationOfCoordinates) {
  const double rho = 0.8;
  SliceSampler chain(
      [&](const VectorXd& x) {
        return -0.5 * (x(0) * x(0) - 2 * rho * x(0) * x(1) + x(1) * x(1)) / (1 - rho * rho);
      },
      wide_bounds(2), VectorXd::Zero(2), {2, Purpose::kCheck});
  double product = 0, square = 0;
  const int n = 20000;
  for (int i = 0; i < n; ++i) {
    chain.sweep();
    product += chain.state()(0) * chain.state()(1) / n;
    square += chain.state()(0) * chain.state()(0) / n;
  }
  EXPECT_NEAR(product, rho, 0.1);
  EXPECT_NEAR(square, 1, 0.1);
}

TEST(TheSliceSampler, StaysWithinBoundsAndWhereTheDensityIsNotZero) {
  const Bounds bounds{VectorXd::Constant(1, -0.5), VectorXd::Constant(1, 2)};
  SliceSampler chain(
      [](const VectorXd& x) { return x(0) < 0 ? -std::numeric_limits<double>::infinity() : 0.0; },
      bounds, VectorXd::Constant(1, 1), {3, Purpose::kCheck});
  double least = 1, greatest = 1;
  for (int i = 0; i < 1000; ++i) {
    chain.sweep();
    least = std::min(least, chain.state()(0));
    greatest = std::max(greatest, chain.state()(0));
  }
  EXPECT_GE(least, 0);
  EXPECT_LT(least, 0.05);
  EXPECT_LE(greatest, 2);
  EXPECT_GT(greatest, 1.95);
}

}  // namespace
}  // namespace mmoe
