// SPDX-License-Identifier: Apache-2.0
#include "math/loss.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace mmoe {
namespace {

Matrix<double> row(std::initializer_list<double> values) {
  Matrix<double> m(1, static_cast<Index>(values.size()));
  std::copy(values.begin(), values.end(), m.data());
  return m;
}

const Matrix<double> kAlike(1, 0);

double cross_entropy(double logit, double label, double* derivative = nullptr) {
  Matrix<double> d = row({0});
  const double loss = binary_cross_entropy<double>(row({logit}), row({label}), kAlike, d);
  if (derivative != nullptr) *derivative = d(0, 0);
  return loss;
}

TEST(SquaredError, IsTheMeanWithoutAHalf) {
  Matrix<double> d = row({0, 0});
  // Errors 1 and -3: (1 + 9) / 2 = 5; d = 2 (o - y) / 2.
  EXPECT_DOUBLE_EQ(squared_error<double>(row({2, -1}), row({1, 2}), kAlike, d), 5);
  EXPECT_DOUBLE_EQ(d(0, 0), 1);
  EXPECT_DOUBLE_EQ(d(0, 1), -3);
}

TEST(BinaryCrossEntropy, IsLogTwoAtZero) {
  double d = 0;
  EXPECT_DOUBLE_EQ(cross_entropy(0, 1, &d), std::log(2));
  EXPECT_DOUBLE_EQ(d, -0.5);
  EXPECT_DOUBLE_EQ(cross_entropy(0, 0, &d), std::log(2));
  EXPECT_DOUBLE_EQ(d, 0.5);
}

TEST(BinaryCrossEntropy, IsExactAtAHundred) {
  double d = 0;
  EXPECT_DOUBLE_EQ(cross_entropy(100, 0, &d), 100);
  EXPECT_DOUBLE_EQ(d, 1);
  EXPECT_DOUBLE_EQ(cross_entropy(-100, 1, &d), 100);
  EXPECT_DOUBLE_EQ(d, -1);
  EXPECT_NEAR(cross_entropy(100, 1, &d), std::exp(-100), 1e-56);
  EXPECT_NEAR(cross_entropy(-100, 0, &d), std::exp(-100), 1e-56);
  EXPECT_NEAR(d, std::exp(-100), 1e-56);
}

template <typename Scalar>
class CrossEntropyOfRows : public ::testing::Test {
 protected:
  static constexpr double kEpsilon = std::numeric_limits<Scalar>::epsilon();
  /// As in training: a row of one goes number by number, a longer one by vectors and what is left
  /// over.
  static constexpr std::array<Index, 4> kWidths = {1, 7, 8, 33};

  struct Loss {
    double loss;
    Matrix<Scalar> d;  // times the number of examples
  };
  static Loss of(const Matrix<Scalar>& logits, const Matrix<Scalar>& labels) {
    Matrix<Scalar> d(1, logits.cols());
    const double loss = binary_cross_entropy<Scalar>(logits, labels, Matrix<Scalar>(1, 0), d);
    return {loss, d * static_cast<Scalar>(logits.cols())};
  }
  /// `width` examples that are alike.
  static Loss of(double logit, double label, Index width) {
    return of(Matrix<Scalar>::Constant(1, width, static_cast<Scalar>(logit)),
              Matrix<Scalar>::Constant(1, width, static_cast<Scalar>(label)));
  }
};
using LossScalars = ::testing::Types<float, double>;
TYPED_TEST_SUITE(CrossEntropyOfRows, LossScalars);

TYPED_TEST(CrossEntropyOfRows, HasTheValuesOfItsFormula) {
  constexpr double kLogits[] = {-30, -5, -0.5, 0, 0.5, 5, 30};
  for (const Index width : this->kWidths) {
    Matrix<TypeParam> logits(1, width), labels(1, width);
    double expected = 0;
    for (Index i = 0; i < width; ++i) {
      const double z = kLogits[static_cast<std::size_t>(i) % std::size(kLogits)];
      const double y = i % 3 == 0 ? 1 : 0;
      logits(0, i) = static_cast<TypeParam>(z);
      labels(0, i) = static_cast<TypeParam>(y);
      const double loss = y == 1 ? std::log1p(std::exp(-z)) : std::log1p(std::exp(z));
      expected += loss / static_cast<double>(width);
    }
    const auto [loss, d] = this->of(logits, labels);
    EXPECT_NEAR(loss, expected, 8 * this->kEpsilon * expected) << width;
    for (Index i = 0; i < width; ++i) {
      EXPECT_NEAR(d(0, i), sigmoid(logits(0, i)) - labels(0, i), 4 * this->kEpsilon)
          << i << " of " << width;
    }
  }
}

TYPED_TEST(CrossEntropyOfRows, HasItsSpecialValues) {
  for (const Index width : this->kWidths) {
    EXPECT_NEAR(this->of(0, 1, width).loss, std::log(2), 2 * this->kEpsilon) << width;
    for (const double sign : {-1, 1}) {
      const double right = sign > 0 ? 1 : 0;
      const auto wrong = this->of(100 * sign, 1 - right, width);
      EXPECT_NEAR(wrong.loss, 100, 200 * this->kEpsilon) << width;
      EXPECT_NEAR(wrong.d.minCoeff(), sign, this->kEpsilon) << width;
      const auto best = this->of(100 * sign, right, width);
      EXPECT_GE(best.loss, 0) << width;
      EXPECT_LT(best.loss, 1e-37) << width;
      EXPECT_LT(best.d.cwiseAbs().maxCoeff(), 1e-37) << width;
    }
  }
}

TYPED_TEST(CrossEntropyOfRows, NeverOverflows) {
  for (const Index width : this->kWidths) {
    for (const double z : {-3e38, -1e4, 1e4, 3e38}) {
      const auto best = this->of(z, z > 0 ? 1 : 0, width);
      EXPECT_LT(best.loss, 1e-37) << z << ", " << width;
      EXPECT_LT(best.d.cwiseAbs().maxCoeff(), 1e-37) << z << ", " << width;
    }
  }
}

TEST(Losses, HaveTheDerivativeOfTheirDifferences) {
  const Matrix<double> outputs = row({-2.5, -0.1, 0.4, 3.0, 0.0});
  const Matrix<double> labels = row({0, 1, 1, 0, 1});
  for (const auto loss : {squared_error<double>, binary_cross_entropy<double>}) {
    for (const Matrix<double>& weights : {kAlike, row({0.5, 0, 2, 1, 1.5})}) {
      Matrix<double> d = outputs, unused = outputs;
      loss(outputs, labels, weights, d);
      for (Index i = 0; i < outputs.cols(); ++i) {
        constexpr double kStep = 1e-5;
        Matrix<double> above = outputs, below = outputs;
        above(0, i) += kStep;
        below(0, i) -= kStep;
        const double numeric =
            (loss(above, labels, weights, unused) - loss(below, labels, weights, unused)) /
            (2 * kStep);
        EXPECT_NEAR(d(0, i), numeric, 1e-9) << i;
      }
    }
  }
}

TEST(Losses, CountAnExampleByItsWeight) {
  const Matrix<double> outputs = row({2, -1}), labels = row({1, 0});
  Matrix<double> d = row({0, 0});
  // Errors 1 and -1: (3 * 1 + 0.5 * 1) / 2.
  EXPECT_DOUBLE_EQ(squared_error<double>(outputs, labels, row({3, 0.5}), d), 1.75);
  EXPECT_DOUBLE_EQ(d(0, 0), 3);
  EXPECT_DOUBLE_EQ(d(0, 1), -0.5);
  const double first = std::log1p(std::exp(-2)), second = std::log1p(std::exp(-1));
  EXPECT_DOUBLE_EQ(binary_cross_entropy<double>(outputs, labels, row({3, 0.5}), d),
                   (3 * first + 0.5 * second) / 2);
  for (const auto loss : {squared_error<double>, binary_cross_entropy<double>}) {
    Matrix<double> alike = d;
    EXPECT_DOUBLE_EQ(loss(outputs, labels, row({1, 1}), d), loss(outputs, labels, kAlike, alike));
    EXPECT_TRUE(d.isApprox(alike, 1e-15));
  }
}

TEST(Sigmoid, DoesNotOverflow) {
  EXPECT_DOUBLE_EQ(sigmoid(0), 0.5);
  EXPECT_DOUBLE_EQ(sigmoid(1000), 1);
  EXPECT_DOUBLE_EQ(sigmoid(-1000), 0);
  EXPECT_DOUBLE_EQ(sigmoid(1) + sigmoid(-1), 1);
}

}  // namespace
}  // namespace mmoe
