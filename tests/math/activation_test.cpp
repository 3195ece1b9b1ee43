// SPDX-License-Identifier: Apache-2.0
#include "math/activation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.h"

namespace mmoe {
namespace {

constexpr Activation kAll[] = {Activation::kRelu, Activation::kTanh, Activation::kElu,
                               Activation::kIdentity};

double apply(Activation activation, double z) {
  Matrix<double> y(1, 1);
  y << z;
  activate<double>(activation, y);
  return y(0, 0);
}

double derivative(Activation activation, double z) {
  Matrix<double> y(1, 1), d(1, 1);
  y << apply(activation, z);
  d << 1;
  activate_backward<double>(activation, y, d);
  return d(0, 0);
}

TEST(Activation, HasTheValuesOfItsFormula) {
  EXPECT_EQ(apply(Activation::kRelu, -2), 0);
  EXPECT_EQ(apply(Activation::kRelu, 3), 3);
  EXPECT_NEAR(apply(Activation::kTanh, 0.5), std::tanh(0.5), 1e-12);
  EXPECT_NEAR(apply(Activation::kElu, -1), std::exp(-1) - 1, 1e-12);
  EXPECT_EQ(apply(Activation::kElu, 2), 2);
  EXPECT_EQ(apply(Activation::kIdentity, -7), -7);
}

double formula(Activation activation, double z) {
  switch (activation) {
    case Activation::kRelu:
      return z > 0 ? z : 0;
    case Activation::kTanh:
      return std::tanh(z);
    case Activation::kElu:
      return z > 0 ? z : std::expm1(z);
    case Activation::kIdentity:
      return z;
  }
  return 0;
}

double slope(Activation activation, double z) {
  switch (activation) {
    case Activation::kRelu:
      return z > 0 ? 1 : 0;
    case Activation::kTanh:
      return 1 / (std::cosh(z) * std::cosh(z));
    case Activation::kElu:
      return z > 0 ? 1 : std::exp(z);
    case Activation::kIdentity:
      return 1;
  }
  return 0;
}

template <typename Scalar>
class ActivationOfRows : public ::testing::Test {};
using RowScalars = ::testing::Types<float, double>;
TYPED_TEST_SUITE(ActivationOfRows, RowScalars);

// As in training: a row of one goes number by number, a longer one by packets and what is left
// over.
TYPED_TEST(ActivationOfRows, HasTheValuesOfItsFormula) {
  constexpr double kPoints[] = {-1e4, -20, -2, -0.5, -1e-3, 0, 1e-3, 0.5, 2, 20, 1e4};
  constexpr double kFewUlps = 8 * std::numeric_limits<TypeParam>::epsilon();
  for (const Activation a : kAll) {
    for (const Index width : {1, 7, 8, 33}) {
      for (std::size_t shift = 0; shift < std::size(kPoints); ++shift) {
        const auto z = [&](Index i) {
          return kPoints[(shift + static_cast<std::size_t>(i)) % std::size(kPoints)];
        };
        Matrix<TypeParam> y(1, width);
        for (Index i = 0; i < width; ++i) y(0, i) = static_cast<TypeParam>(z(i));
        activate<TypeParam>(a, y);
        Matrix<TypeParam> d = Matrix<TypeParam>::Ones(1, width);
        activate_backward<TypeParam>(a, y, d);
        for (Index i = 0; i < width; ++i) {
          const double expected = formula(a, z(i));
          EXPECT_NEAR(y(0, i), expected, kFewUlps * std::max(1.0, std::abs(expected)))
              << static_cast<int>(a) << " at " << z(i) << ", " << i << " of " << width;
          EXPECT_NEAR(d(0, i), slope(a, z(i)), kFewUlps)
              << static_cast<int>(a) << " at " << z(i) << ", " << i << " of " << width;
        }
      }
    }
  }
}

TEST(Activation, OfReluIsZeroAtZeroWithDerivativeZero) {
  EXPECT_EQ(apply(Activation::kRelu, 0), 0);
  EXPECT_EQ(derivative(Activation::kRelu, 0), 0);
}

TEST(Activation, DoesNotOverflowFarOut) {
  for (const Activation a : kAll) {
    for (const double z : {-1e4, 1e4}) {
      EXPECT_TRUE(std::isfinite(apply(a, z)));
      EXPECT_TRUE(std::isfinite(derivative(a, z)));
    }
  }
}

TEST(Activation, HasTheDerivativeOfItsDifferencesOnBothSidesOfTheKink) {
  for (const Activation a : kAll) {
    for (const double z : {-2.0, -1e-3, 1e-3, 2.0}) {
      constexpr double kStep = 1e-6;
      const double numeric = (apply(a, z + kStep) - apply(a, z - kStep)) / (2 * kStep);
      EXPECT_NEAR(derivative(a, z), numeric, 1e-8) << static_cast<int>(a) << " at " << z;
    }
  }
}

TEST(Activation, IsFoundByName) {
  for (std::size_t i = 0; i < activation_names().size(); ++i) {
    EXPECT_EQ(activation_from(activation_names()[i]), kAll[i]);
  }
  EXPECT_THROW(activation_from("rleu"), InputError);
}

}  // namespace
}  // namespace mmoe
