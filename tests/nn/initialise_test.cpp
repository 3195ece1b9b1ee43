// SPDX-License-Identifier: Apache-2.0
#include "nn/initialise.h"

#include <gtest/gtest.h>

#include "models/registry.h"
#include "test_maps.h"

namespace mmoe {
namespace {

/// Mean square of the first layers' weights of all experts of the paper's MMoE: 8 experts [16 x
/// 100], 12,800 weights, so that the estimate is right to about 1 %.
double expert_variance(Scheme scheme) {
  const Problem problem{100, 0, {{"y1", TaskKind::kRegression}, {"y2", TaskKind::kRegression}}};
  const auto model = find_model("mmoe", "test").make_double(nlohmann::json::object(), problem);
  Vector<double> theta = Vector<double>::Zero(model->layout().size());
  model->initialise(scheme, {3, Purpose::kInitialisation, 0}, mutable_view(theta));
  double sum = 0;
  Index count = 0;
  for (const Block& block : model->layout().blocks()) {
    if (block.role != Role::kHidden || block.cols != 100) continue;
    sum += weights<double>(view(theta), block).squaredNorm();
    count += block.rows * block.cols;
  }
  EXPECT_EQ(count, 12'800);
  return sum / static_cast<double>(count);
}

// A peer takes the fans of the stack of all experts: 2 / 228, far too small, in place of 2 / 116.
TEST(Initialise, AnExpertHasTheScaleOfItsOwnFansNotOfTheStacks) {
  EXPECT_NEAR(expert_variance(Scheme::kGlorotUniform), 2.0 / 116, 0.05 * 2 / 116);
  EXPECT_NEAR(expert_variance(Scheme::kGlorotNormal), 2.0 / 116, 0.05 * 2 / 116);
  EXPECT_NEAR(expert_variance(Scheme::kHeUniform), 2.0 / 100, 0.05 * 2 / 100);
  EXPECT_NEAR(expert_variance(Scheme::kHeNormal), 2.0 / 100, 0.05 * 2 / 100);
}

TEST(Initialise, EmbeddingsAreSmallUnderEveryScheme) {
  const Block table{"embedding0", Role::kEmbedding, 4, 1000, 0, 4};
  for (const std::string& scheme : scheme_names()) {
    Vector<double> theta = Vector<double>::Zero(4000);
    auto to_fill = mutable_view(theta);
    initialise_block<double>(scheme_from(scheme), table, {3, Purpose::kInitialisation, 0}, to_fill);
    EXPECT_NEAR(theta.squaredNorm() / 4000, 0.01, 0.001) << scheme;
  }
}

}  // namespace
}  // namespace mmoe
