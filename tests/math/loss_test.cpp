// SPDX-License-Identifier: Apache-2.0
#include "math/loss.h"

#include <gtest/gtest.h>

#include <cmath>

namespace mmoe {
namespace {

Matrix<double> row(std::initializer_list<double> values) {
  Matrix<double> m(1, static_cast<Index>(values.size()));
  std::copy(values.begin(), values.end(), m.data());
  return m;
}

double cross_entropy(double logit, double label, double* derivative = nullptr) {
  Matrix<double> d = row({0});
  const double loss = binary_cross_entropy<double>(row({logit}), row({label}), d);
  if (derivative != nullptr) *derivative = d(0, 0);
  return loss;
}

TEST(SquaredError, IsTheMeanWithoutAHalf) {
  Matrix<double> d = row({0, 0});
  // Errors 1 and -3: (1 + 9) / 2 = 5; d = 2 (o - y) / 2.
  EXPECT_DOUBLE_EQ(squared_error<double>(row({2, -1}), row({1, 2}), d), 5);
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

TEST(BinaryCrossEntropy, NeverOverflowsInFloat) {
  for (const float z : {-3e38F, -1e4F, 1e4F, 3e38F}) {
    Matrix<float> logit(1, 1), label(1, 1), d(1, 1);
    logit << z;
    label << (z > 0 ? 1.0F : 0.0F);
    EXPECT_EQ(binary_cross_entropy<float>(logit, label, d), 0) << z;
    EXPECT_EQ(d(0, 0), 0) << z;
  }
}

TEST(Losses, HaveTheDerivativeOfTheirDifferences) {
  const Matrix<double> outputs = row({-2.5, -0.1, 0.4, 3.0, 0.0});
  const Matrix<double> labels = row({0, 1, 1, 0, 1});
  for (const auto loss : {squared_error<double>, binary_cross_entropy<double>}) {
    Matrix<double> d = outputs, unused = outputs;
    loss(outputs, labels, d);
    for (Index i = 0; i < outputs.cols(); ++i) {
      constexpr double kStep = 1e-5;
      Matrix<double> above = outputs, below = outputs;
      above(0, i) += kStep;
      below(0, i) -= kStep;
      const double numeric =
          (loss(above, labels, unused) - loss(below, labels, unused)) / (2 * kStep);
      EXPECT_NEAR(d(0, i), numeric, 1e-9) << i;
    }
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
