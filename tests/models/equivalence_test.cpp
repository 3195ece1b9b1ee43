// SPDX-License-Identifier: Apache-2.0
// Models that must coincide.
#include <gtest/gtest.h>

#include <cmath>

#include "models/gradient_check.h"
#include "models/instance.h"

namespace mmoe {
namespace {

using nlohmann::json;
using testing::Instance;
using testing::kThreeTaskProblem;

double difference(const Instance& a, const Instance& b) {
  const auto batch = random_batch(kThreeTaskProblem, 9, 4);
  return (a.outputs(batch) - b.outputs(batch)).cwiseAbs().maxCoeff();
}

double penalty(const Instance& of, const Problem& problem, Vector<double>& gradient) {
  const auto batch = random_batch(problem, 3, 4);
  Workspace<double> ws(of.model->plan(), batch.size());
  return of.model->penalty(view(of.theta), batch, ws, mutable_view(gradient));
}

TEST(Equivalence, OmoeWithOneExpertIsSharedBottomOfThatWidth) {
  Instance omoe("omoe", {{"experts", 1}, {"expert", {5, 4}}, {"tower", {3}}});
  const Instance bottom("shared-bottom", {{"bottom", {5, 4}}, {"tower", {3}}});
  Instance copy("shared-bottom", {{"bottom", {5, 4}}, {"tower", {3}}});
  for (const std::string layer : {"0", "1"}) {
    copy.block("bottom.W" + layer) = omoe.block("expert0.W" + layer);
  }
  EXPECT_LT(difference(omoe, copy), 1e-14);
  EXPECT_GT(difference(omoe, bottom), 1e-3);  // so that the test can fail
}

TEST(Equivalence, MmoeWithEqualGatesIsOmoe) {
  Instance mmoe("mmoe", {{"experts", 4}, {"expert", {3}}, {"tower", {2}}});
  Instance omoe("omoe", {{"experts", 4}, {"expert", {3}}, {"tower", {2}}});
  EXPECT_GT(difference(mmoe, omoe), 1e-6);
  for (int k = 0; k < 3; ++k) mmoe.block("gate" + std::to_string(k) + ".W") = omoe.block("gate.W");
  EXPECT_LT(difference(mmoe, omoe), 1e-14);
}

TEST(Equivalence, CrossStitchAtIdentityIsSingleTask) {
  const json shape = {{"bottom", {5, 4}}, {"tower", {3}}};
  json identity = shape;
  identity["own"] = 1;
  EXPECT_EQ(difference(Instance("cross-stitch", identity), Instance("single-task", shape)), 0);
  EXPECT_GT(difference(Instance("cross-stitch", shape), Instance("single-task", shape)), 1e-3);
}

TEST(Equivalence, L2WithoutAlphaIsSingleTask) {
  const json shape = {{"bottom", {5}}, {"tower", {3}}};
  json free = shape;
  free["alpha"] = 0;
  const Instance l2("l2-constrained", free);
  EXPECT_EQ(difference(l2, Instance("single-task", shape)), 0);
  Vector<double> gradient = Vector<double>::Zero(l2.theta.size());
  EXPECT_EQ(penalty(l2, kThreeTaskProblem, gradient), 0);
  EXPECT_EQ(gradient.norm(), 0);
}

TEST(Equivalence, L2DrawsTheTasksEmbeddingsTogetherToo) {
  const Problem problem{1, 3, {{"y1"}, {"y2"}}, {2, {3}}};
  Instance l2("l2-constrained", {{"alpha", 0.5}, {"bottom", {2}}}, problem);
  l2.theta.setZero();
  l2.block("task0.embedding0")(1, 2) = 3;
  l2.block("task1.embedding0")(1, 2) = -1;
  Vector<double> gradient = Vector<double>::Zero(l2.theta.size());
  EXPECT_EQ(penalty(l2, problem, gradient), 0.5 * 4 * 4);
  EXPECT_EQ(gradient.cwiseAbs().sum(), 2 * (2 * 0.5 * 4));
}

/// W of task k, [out x in], from the blocks of a Tucker layer.
Matrix<double> tucker_weights(Instance& tucker, const std::string& layer, int task) {
  const auto u1 = tucker.block(layer + ".U1");   // [r1 x in]
  const auto core = tucker.block(layer + ".S");  // [r2 r3 x r1]
  const auto u2 = tucker.block(layer + ".U2");   // [out x r2]
  const auto u3 = tucker.block(layer + ".U3");   // [K x r3]
  Matrix<double> mixed = Matrix<double>::Zero(u2.cols(), u1.rows());
  for (Index i3 = 0; i3 < u3.cols(); ++i3) {
    mixed += u3(task, i3) * core.middleRows(i3 * u2.cols(), u2.cols());
  }
  return u2 * mixed * u1;
}

TEST(Equivalence, TuckerOfFullRankRepresentsAnySingleTaskNetworks) {
  const json shape = {{"bottom", {5}}, {"tower", {4}}};
  json full = shape;
  for (const char* rank : {"r1", "r2", "r3"}) full[rank] = 99;
  Instance tucker("tensor-factorization", full);
  Instance single("single-task", shape);
  // U1, U2 and U3 as identities: the core is the stack of the tasks' weights.
  for (const std::string l : {"0", "1", "2"}) {
    const std::string layer = "layer" + l;
    tucker.block(layer + ".U1").setIdentity();
    tucker.block(layer + ".U2").setIdentity();
    tucker.block(layer + ".U3").setIdentity();
    for (int k = 0; k < 3; ++k) {
      const auto w = single.block("task" + std::to_string(k) + ".W" + l);
      tucker.block(layer + ".S").middleRows(k * w.rows(), w.rows()) = w;
    }
  }
  EXPECT_LT(difference(tucker, single), 1e-14);
}

TEST(TensorFactorization, IsTheTuckerProductThatItSays) {
  const json shape = {{"bottom", {5}}, {"tower", {4}}};
  json ranks = shape;
  ranks.update({{"r1", 3}, {"r2", 2}, {"r3", 2}});
  Instance tucker("tensor-factorization", ranks);
  Instance single("single-task", shape);
  for (int l = 0; l < 3; ++l) {
    for (int k = 0; k < 3; ++k) {
      single.block("task" + std::to_string(k) + ".W" + std::to_string(l)) =
          tucker_weights(tucker, "layer" + std::to_string(l), k);
    }
  }
  EXPECT_LT(difference(tucker, single), 1e-14);
}

TEST(TensorFactorization, StartsWithThePlainNetworksVariance) {
  const Problem wide{200, 0, kThreeTaskProblem.tasks};
  Instance tucker("tensor-factorization", {{"bottom", {150}}, {"r1", 40}, {"r2", 40}, {"r3", 3}},
                  wide);
  double sum = 0;
  for (int k = 0; k < 3; ++k) {
    sum += tucker_weights(tucker, "layer0", k).squaredNorm() / (3.0 * 200 * 150);
  }
  const double expected = scheme_variance(Scheme::kGlorotUniform, 200, 150);
  // Entries share factors: their mean square scatters by some ten percent.
  EXPECT_NEAR(sum / expected, 1, 0.35);
}

TEST(ParameterCount, FollowsThePapersAccounting) {
  const Problem paper{100, 0, {{"y1"}, {"y2"}}};
  const auto count = [&](const char* name, const json& options) {
    return find_model(name, "test").make_float(options, paper)->layout().paper_count();
  };
  EXPECT_EQ(count("mmoe", json::object()), 13056);
  EXPECT_EQ(count("omoe", json::object()), 13056);
  EXPECT_EQ(count("shared-bottom", {{"bottom", {113}}}), 113 * (100 + 8 * 2));
  const auto mmoe = find_model("mmoe", "test").make_float(json::object(), paper);
  // And all of it: biases of experts, gates 2 x [8 x 100], towers' biases and output layers.
  EXPECT_EQ(mmoe->layout().parameter_count(), 13056 + 128 + 1600 + 16 + 2 * 9);
}

}  // namespace
}  // namespace mmoe
