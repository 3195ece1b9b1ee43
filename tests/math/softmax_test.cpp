// SPDX-License-Identifier: Apache-2.0
#include "math/softmax.h"

#include <gtest/gtest.h>

#include <cmath>

namespace mmoe {
namespace {

Matrix<double> softmax_of(Matrix<double> g) {
  softmax<double>(g);
  return g;
}

TEST(Softmax, HasHandWorkedValues) {
  Matrix<double> z(3, 2);
  z << 0, 1000, std::log(2), 1000, std::log(5), -1000;
  const Matrix<double> g = softmax_of(z);
  EXPECT_NEAR(g(0, 0), 0.125, 1e-15);
  EXPECT_NEAR(g(1, 0), 0.25, 1e-15);
  EXPECT_NEAR(g(2, 0), 0.625, 1e-15);
  EXPECT_EQ(g(0, 1), 0.5);
  EXPECT_EQ(g(1, 1), 0.5);
  EXPECT_LT(g(2, 1), 1e-300);
}

TEST(Softmax, OfOneExpertIsOne) {
  Matrix<double> z(1, 3);
  z << -1e300, 0, 700;
  EXPECT_EQ(softmax_of(z), Matrix<double>::Ones(1, 3));
}

TEST(Softmax, HasTheDerivativeOfItsDifferences) {
  const Matrix<double> z = Matrix<double>::Random(4, 3);
  const Matrix<double> direction = Matrix<double>::Random(4, 3);
  Matrix<double> d = direction;
  softmax_backward<double>(softmax_of(z), d);
  for (Index i = 0; i < z.size(); ++i) {
    constexpr double kStep = 1e-5;
    Matrix<double> above = z, below = z;
    above.data()[i] += kStep;
    below.data()[i] -= kStep;
    const double numeric =
        (softmax_of(above) - softmax_of(below)).cwiseProduct(direction).sum() / (2 * kStep);
    EXPECT_NEAR(d.data()[i], numeric, 1e-9);
  }
}

// Where exp alone would overflow, and where all but one weight vanish.
TEST(Softmax, HoldsForLogitsOfAnySize) {
  const Matrix<double> g = softmax_of(Matrix<double>{{1000, -1000}, {1001, 1000}});
  EXPECT_NEAR(g(0, 0), 1 / (1 + std::exp(1)), 1e-12);
  EXPECT_NEAR(g(1, 0), 1 / (1 + std::exp(-1)), 1e-12);
  EXPECT_LT(g(0, 1), 1e-300);
  EXPECT_EQ(g(1, 1), 1);
}

}  // namespace
}  // namespace mmoe
