// SPDX-License-Identifier: Apache-2.0
#include "nn/input_layer.h"

#include <gtest/gtest.h>

#include "test_maps.h"

namespace mmoe {
namespace {

using Rows = Matrix<double>;

/// A group of two layers with biases and ReLU, and one without, on two inputs: dense, or the second
/// one sparse.
class InputLayerTest : public ::testing::TestWithParam<bool> {
 protected:
  InputLayerTest()
      : problem_{GetParam() ? 1 : 2, GetParam() ? 1 : 0, {{"y1"}}},
        layer_(
            layout_, plan_, problem_,
            {{.members = numbered("expert{}", 2), .activation = Activation::kRelu},
             {.members = numbered("gate", 1), .weights = ".W", .biases = "", .role = Role::kGate}}),
        theta_(Vector<double>::Zero(layout_.size())),
        gradient_(theta_) {
    set("expert0.W0", Rows{{1, 2}});
    set("expert1.W0", Rows{{-1, 1}});
    set("gate.W", Rows{{3, 5}});
    set("expert0.b0", Rows{{-2}});
    set("expert1.b0", Rows{{4}});
    const Matrix<double> x{{1, 3}, {1, 0}};
    batch_.dense = x.topRows(problem_.dense_inputs);
    if (GetParam()) batch_.sparse = {.items = {0}, .offsets = {0, 1, 1}};
    batch_.labels = Matrix<double>::Zero(1, 2);
    CombinationFinder finder(problem_);
    combine(finder, batch_);
  }
  void set(const std::string& name, const Matrix<double>& to) {
    auto all = mutable_view(theta_);
    weights<double>(all, block(name)) = to;
  }
  const Block& block(const std::string& name) const {
    for (const Block& b : layout_.blocks()) {
      if (b.name == name) return b;
    }
    throw std::logic_error("no block " + name);
  }

  Problem problem_;
  Layout layout_;
  BufferPlan plan_;
  InputLayer layer_;
  Vector<double> theta_, gradient_;
  Batch<double> batch_;
};

TEST_P(InputLayerTest, GivesEachGroupItsRowsBiasesAndActivation) {
  Workspace<double> ws(plan_, 2);
  layer_.forward(view(theta_), batch_, ws);
  EXPECT_EQ(ws[layer_.output(0).value], (Rows{{1, 1}, {4, 1}}));
  EXPECT_EQ(ws[layer_.output(1).value], (Rows{{8, 9}}));
  EXPECT_EQ(ws[layer_.outputs().value], (Rows{{1, 1}, {4, 1}, {8, 9}}));
}

TEST_P(InputLayerTest, AddsToTheGradientOfWhatWasActive) {
  set("expert0.b0", Rows{{-5}});  // inactive for both examples
  Workspace<double> ws(plan_, 2);
  layer_.forward(view(theta_), batch_, ws);
  ws[layer_.outputs().gradient] = Rows{{7, 7}, {1, 2}, {0, 1}};
  gradient_.setOnes();
  auto all = mutable_view(gradient_);
  layer_.backward(view(theta_), batch_, ws, all);
  const auto d = [&](const char* name) {
    return Matrix<double>(weights<double>(view(gradient_), block(name)));
  };
  EXPECT_EQ(d("expert0.W0"), (Rows{{1, 1}}));
  EXPECT_EQ(d("expert0.b0"), (Rows{{1}}));
  EXPECT_EQ(d("expert1.W0"), (Rows{{1 + 1 + 6, 1 + 1}}));
  EXPECT_EQ(d("expert1.b0"), (Rows{{1 + 3}}));
  EXPECT_EQ(d("gate.W"), (Rows{{1 + 3, 1}}));
}

INSTANTIATE_TEST_SUITE_P(Inputs, InputLayerTest, ::testing::Bool(),
                         [](const auto& info) { return info.param ? "DenseAndSparse" : "Dense"; });

}  // namespace
}  // namespace mmoe
