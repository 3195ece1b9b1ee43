// SPDX-License-Identifier: Apache-2.0
#include "nn/perceptrons.h"

#include <gtest/gtest.h>

#include "test_maps.h"

namespace mmoe {
namespace {

/// Two perceptrons on an input of 4 rows, 3 examples.
struct TwoPerceptrons {
  Layout layout;
  BufferPlan plan;
  Activations input = add_activations(plan, 4);
  Perceptrons perceptrons;
  Vector<double> theta, gradient;
  Workspace<double> ws;

  explicit TwoPerceptrons(const PerceptronsSpec& spec)
      : perceptrons(layout, plan, input, spec),
        theta(Vector<double>::Zero(layout.size())),
        gradient(theta),
        ws(plan, 3) {
    ws[input.value] = Matrix<double>{{1, 2, 3}, {0, 1, 0}, {-1, 0, 1}, {2, 2, 2}};
  }
  void set(const std::string& name, const Matrix<double>& to) {
    auto all = mutable_view(theta);
    for (const Block& block : layout.blocks()) {
      if (block.name == name) weights<double>(all, block) = to;
    }
  }
  Matrix<double> forward() {
    perceptrons.forward(view(theta), ws);
    return ws[perceptrons.output().value];
  }
  Matrix<double> backward(const Matrix<double>& d_output) {
    ws[perceptrons.output().gradient] = d_output;
    auto all = mutable_view(gradient);
    perceptrons.backward(view(theta), ws, all);
    return ws[input.gradient];
  }
};

TEST(Perceptrons, ReadEachItsOwnSlice) {
  TwoPerceptrons network({.members = per_task("tower{}", 2), .scalar_output = true});
  network.set("tower0.W0", Matrix<double>{{1, 10}});
  network.set("tower1.W0", Matrix<double>{{100, 1}});
  network.set("tower1.b0", Matrix<double>{{0.5}});
  EXPECT_EQ(network.forward(), (Matrix<double>{{1, 12, 3}, {-97.5, 2.5, 102.5}}));
  EXPECT_EQ(network.backward(Matrix<double>{{1, 0, 0}, {0, 0, 1}}),
            (Matrix<double>{{1, 0, 0}, {10, 0, 0}, {0, 0, 100}, {0, 0, 1}}));
}

TEST(Perceptrons, AddUpTheGradientOfASharedInput) {
  TwoPerceptrons network(
      {.members = per_task("tower{}", 2), .scalar_output = true, .shared_input = true});
  network.set("tower0.W0", Matrix<double>{{1, 0, 0, 1}});
  network.set("tower1.W0", Matrix<double>{{0, 2, 0, 3}});
  EXPECT_EQ(network.forward(), (Matrix<double>{{3, 4, 5}, {6, 8, 6}}));
  EXPECT_EQ(network.backward(Matrix<double>{{1, 0, 2}, {1, 1, 0}}),
            (Matrix<double>{{1, 0, 2}, {2, 2, 0}, {0, 0, 0}, {4, 3, 2}}));
}

TEST(Perceptrons, WithoutLayersAreTheirInput) {
  TwoPerceptrons network({.members = numbered("expert{}", 2), .first_layer = 1});
  EXPECT_TRUE(network.layout.blocks().empty());
  EXPECT_EQ(network.forward(), Matrix<double>(network.ws[network.input.value]));
}

TEST(Perceptrons, NumberTheirLayersAndKnowTheirOwners) {
  const TwoPerceptrons network(
      {.members = per_task("tower{}", 2), .hidden = {3}, .scalar_output = true, .first_layer = 2});
  std::vector<std::string> names;
  for (const Block& block : network.layout.blocks()) {
    names.push_back(block.name);
    EXPECT_EQ(block.owner, block.name.starts_with("tower0") ? 0 : 1);
  }
  EXPECT_EQ(names, (std::vector<std::string>{"tower0.W2", "tower1.W2", "tower0.b2", "tower1.b2",
                                             "tower0.W3", "tower1.W3", "tower0.b3", "tower1.b3"}));
}

}  // namespace
}  // namespace mmoe
