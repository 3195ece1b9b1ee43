// SPDX-License-Identifier: Apache-2.0
#include "nn/dense.h"

#include <gtest/gtest.h>

#include "nn/layout.h"
#include "test_maps.h"

namespace mmoe {
namespace {

/// W [2 x 3] and b [2] of one layer, whole numbers.
class DenseTest : public ::testing::Test {
 protected:
  DenseTest() {
    layout_.add({"W", Role::kHidden, 2}, 3);
    layout_.add({"b", Role::kBias, 2}, 1);
    theta_ = Vector<double>::Zero(layout_.size());
    gradient_ = Vector<double>::Ones(layout_.size());  // to be added to
    auto all = mutable_view(theta_);
    weights<double>(all, layout_.block(0)) << 1, 2, 3,  //
        -1, 0, 1;
    weights<double>(all, layout_.block(1)) << 10, -20;
  }
  WeightsView<double> of(const Vector<double>& values, Index block) const {
    return weights<double>(view(values), layout_.block(block));
  }

  Layout layout_;
  Vector<double> theta_, gradient_;
  const DenseProducts<double> products_{{.out = 2, .in = 3, .stride = 2}, 2};
  const Matrix<double> x_{{1, 0}, {0, 2}, {1, -1}};  // [3 x 2]
};

TEST_F(DenseTest, MultipliesAddsTheBiasAndActivates) {
  Matrix<double> y(2, 2);
  dense_forward<double>(products_, Activation::kRelu, of(theta_, 0), of(theta_, 1), x_, y);
  EXPECT_EQ(y, (Matrix<double>{{14, 11}, {0, 0}}));  // W x = (4 1; 0 -1)
  dense_forward<double>(products_, Activation::kIdentity, of(theta_, 0), of(theta_, 1), x_, y);
  EXPECT_EQ(y, (Matrix<double>{{14, 11}, {-20, -21}}));
}

TEST_F(DenseTest, AddsToTheGradients) {
  const Matrix<double> d_z{{1, 2}, {0, 3}};
  auto all = mutable_view(gradient_);
  dense_backward<double>(products_, x_, d_z, weights<double>(all, layout_.block(0)),
                         weights<double>(all, layout_.block(1)), nullptr);
  EXPECT_EQ(of(gradient_, 0), (Matrix<double>{{2, 5, 0}, {1, 7, -2}}));  // 1 + d_z x^T
  EXPECT_EQ(of(gradient_, 1), (Matrix<double>{{4}, {4}}));
}

}  // namespace
}  // namespace mmoe
