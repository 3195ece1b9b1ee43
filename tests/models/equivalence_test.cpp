// SPDX-License-Identifier: Apache-2.0
// Models that must coincide, and what every model must do.
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "base/error.h"
#include "model_test_name.h"
#include "models/gradient_check.h"
#include "models/match.h"
#include "models/registry.h"
#include "nn/objective.h"
#include "nn/optimiser.h"
#include "test_maps.h"

namespace mmoe {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

const Problem kProblem{
    6,
    0,
    {{"y1", TaskKind::kRegression}, {"y2", TaskKind::kBinary}, {"y3", TaskKind::kRegression}}};

struct Instance {
  std::unique_ptr<Model<double>> model;
  Vector<double> theta;

  Instance(const std::string& name, const json& options, const Problem& problem = kProblem)
      : model(find_model(name, "test").make_double(options, problem)),
        theta(Vector<double>::Zero(model->layout().size())) {
    model->initialise(Scheme::kGlorotUniform, {7, Purpose::kInitialisation, 3},
                      mutable_view(theta));
  }

  MutableWeightsView<double> block(const std::string& name) {
    auto all = mutable_view(theta);
    for (const Block& b : model->layout().blocks()) {
      if (b.name == name) return weights<double>(all, b);
    }
    throw std::logic_error("no block " + name);
  }

  Matrix<double> outputs(const Batch<double>& batch) const {
    Workspace<double> ws(model->plan(), batch.size());
    model->forward(view(theta), batch, ws);
    return ws[model->output().value];
  }
};

double difference(const Instance& a, const Instance& b) {
  const auto batch = random_batch(kProblem, 9, 4);
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
  EXPECT_EQ(penalty(l2, kProblem, gradient), 0);
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
  const Problem wide{200, 0, kProblem.tasks};
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

TEST(MatchWidth, SolvesThePapersWidth) {
  const Problem paper{100, 0, {{"y1"}, {"y2"}}};
  const ModelEntry& bottom = find_model("shared-bottom", "test");
  const auto options = match_width(bottom, bottom.resolve(json::object(), "test"), paper, 13056);
  EXPECT_EQ(options["bottom"], ordered_json({113}));
}

TEST(MatchWidth, ComesNearestForEveryModel) {
  const Problem paper{100, 0, {{"y1"}, {"y2"}}};
  for (const ModelEntry& entry : models()) {
    const auto count = [&](Index width) {
      json options = entry.resolve(json::object(), "test");
      for (auto& w : options[entry.width_option]) w = width;
      return entry.make_float(options, paper)->layout().paper_count();
    };
    const auto options = match_width(entry, entry.resolve(json::object(), "test"), paper, 13056);
    const Index width = options[entry.width_option][0];
    const Index distance = std::abs(count(width) - 13056);
    EXPECT_LE(distance, std::abs(count(width + 1) - 13056)) << entry.name;
    EXPECT_LE(distance, std::abs(count(std::max<Index>(width - 1, 1)) - 13056)) << entry.name;
  }
}

TEST(MatchWidth, RefusesASizeThatNoWidthGives) {
  const Problem paper{100, 0, {{"y1"}, {"y2"}}};
  ModelEntry fixed = find_model("shared-bottom", "test");
  const auto options = fixed.resolve(json::object(), "test");
  fixed.name = "fixed";
  fixed.make_float = [make = fixed.make_float](const json&, const Problem& problem) {
    return make({{"bottom", {4}}}, problem);  // whatever the width
  };
  const auto message = [&](const ModelEntry& entry) -> std::string {
    try {
      match_width(entry, options, paper, 13056);
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(message(fixed),
            "cannot match fixed to 13056 parameters: it has only 464 at the maximum layer "
            "width, 1048576");
  fixed.width_option.clear();
  EXPECT_EQ(message(fixed),
            "cannot match fixed to 13056 parameters: no option of the model is a width");
}

class EveryModel : public ::testing::TestWithParam<std::string> {
 protected:
  const ModelEntry& entry() const { return find_model(GetParam(), "test"); }
};

TEST_P(EveryModel, GivesAnExampleTheSameOutputInAnyBatch) {
  const auto model = entry().make_double(json::object(), kProblem);
  const Vector<double> theta = random_parameters(model->layout(), 0.3, 2);
  const auto batch = random_batch(kProblem, 20, 6);
  Workspace<double> whole(model->plan(), 20);
  model->forward(view(theta), batch, whole);
  const Matrix<double> expected = whole[model->output().value];
  Workspace<double> roomy(model->plan(), 64);  // more room than examples
  roomy.set_batch(7);
  Batch<double> part;
  part.dense = batch.dense.middleCols(5, 7);
  part.labels = batch.labels.middleCols(5, 7);
  model->forward(view(theta), part, roomy);
  EXPECT_LT((roomy[model->output().value] - expected.middleCols(5, 7)).cwiseAbs().maxCoeff(),
            1e-12);
}

// Whatever combinations the others share.
TEST_P(EveryModel, GivesSparseInputsTheSameOutputInAnyBatch) {
  Problem problem{2, 6, kProblem.tasks};
  problem.sparse_groups = {0, 0, 0, 1, 1, 1};
  const auto model = entry().make_double(json::object(), problem);
  const Vector<double> theta = random_parameters(model->layout(), 0.3, 2);
  const auto batch = random_batch(problem, 20, 6);
  Workspace<double> ws(model->plan(), 20);
  model->forward(view(theta), batch, ws);
  const Matrix<double> expected = ws[model->output().value].col(11);
  Batch<double> alone;
  alone.dense = batch.dense.col(11);
  alone.labels = batch.labels.col(11);
  const auto set = batch.sparse[11];
  alone.sparse.items.assign(set.begin(), set.end());
  alone.sparse.end_list();
  CombinationFinder finder(problem);
  combine(finder, alone);
  ws.set_batch(1);
  model->forward(view(theta), alone, ws);
  EXPECT_LT((ws[model->output().value] - expected).cwiseAbs().maxCoeff(), 1e-12);
}

TEST_P(EveryModel, GivesSparseInputsWhatOneHotColumnsGive) {
  const Problem sparse{2, 5, kProblem.tasks};
  const Problem dense{7, 0, kProblem.tasks};
  const auto a = entry().make_double(json::object(), sparse);
  const auto b = entry().make_double(json::object(), dense);
  const Vector<double> theta = random_parameters(a->layout(), 0.4, 9);
  const auto batch = random_batch(sparse, 8, 3);
  Batch<double> one_hot;
  one_hot.labels = batch.labels;
  one_hot.dense = Matrix<double>::Zero(7, 8);
  one_hot.dense.topRows(2) = batch.dense;
  for (Index e = 0; e < 8; ++e) {
    for (const std::int32_t s : batch.sparse[e]) one_hot.dense(2 + s, e) = 1;
  }
  const auto run = [&](const Model<double>& model, const Batch<double>& input) {
    Workspace<double> ws(model.plan(), 8);
    Vector<double> gradient = Vector<double>::Zero(theta.size());
    model.forward(view(theta), input, ws);
    ws[model.output().gradient].setOnes();
    model.backward(view(theta), input, ws, mutable_view(gradient));
    return gradient;
  };
  EXPECT_LT((run(*a, batch) - run(*b, one_hot)).cwiseAbs().maxCoeff(), 1e-11);
}

// A table that is the identity makes one-hot inputs of its categories.
TEST_P(EveryModel, GivesCategoriesEmbeddedByTheIdentityWhatOneHotInputsGive) {
  const Problem one_hot{2, 4, kProblem.tasks};
  const Problem embedded{2, 4, kProblem.tasks, {4, {4}}};
  Instance a(GetParam(), json::object(), one_hot);
  Instance b(GetParam(), json::object(), embedded);
  const auto batch = random_batch(one_hot, 8, 3);
  EXPECT_GT((a.outputs(batch) - b.outputs(batch)).cwiseAbs().maxCoeff(), 1e-3);
  for (const Block& block : b.model->layout().blocks()) {
    if (block.role == Role::kEmbedding) {
      b.block(block.name).setIdentity();
    } else {
      b.block(block.name) = a.block(block.name);
    }
  }
  EXPECT_LT((a.outputs(batch) - b.outputs(batch)).cwiseAbs().maxCoeff(), 1e-12);
}

// Networks per task have tables per task; the paper's accounting counts none.
TEST_P(EveryModel, CountsItsTables) {
  const Problem read{13, 0, kProblem.tasks};  // as many inputs as 7 dense ones and 2 fields of 3
  const Problem embedded{7, 5, kProblem.tasks, {3, {4, 1}}};
  const std::set<std::string> with_own = {"single-task", "l2-constrained", "cross-stitch"};
  const Index tables = with_own.count(GetParam()) > 0 ? kProblem.task_count() : 1;
  const auto plain = entry().make_float(json::object(), read);
  const auto model = entry().make_float(json::object(), embedded);
  EXPECT_EQ(model->layout().parameter_count(),
            plain->layout().parameter_count() + tables * 3 * (4 + 1));
  EXPECT_EQ(model->layout().paper_count(), plain->layout().paper_count());
}

TEST_P(EveryModel, StartsWithoutTwoEqualUnits) {
  const Problem problem{20, 30, kProblem.tasks, {4, {20, 10}}};
  const auto model = entry().make_double(json::object(), problem);
  Vector<double> theta = Vector<double>::Zero(model->layout().size());
  model->initialise(Scheme::kHeNormal, {1, Purpose::kInitialisation, 0}, mutable_view(theta));
  for (const Block& block : model->layout().blocks()) {
    if (block.role == Role::kBias || block.role == Role::kStitch) continue;
    const auto w = weights<double>(view(theta), block);
    for (Index r = 1; r < w.rows(); ++r) EXPECT_NE(w.row(r), w.row(0)) << block.name;
    EXPECT_GT(w.squaredNorm(), 0) << block.name;
  }
}

TEST_P(EveryModel, FitsASmallProblemToNearTheNoise) {
  const Problem problem{4, 0, {{"y1", TaskKind::kRegression}, {"y2", TaskKind::kRegression}}};
  json options = json::object();
  for (const auto& option : entry().describe_options()) {
    if (option["name"] == "bottom") options["bottom"] = {24};
    if (option["name"] == "alpha") options["alpha"] = 0;
  }
  const auto model = entry().make_float(options, problem);
  Vector<float> theta = Vector<float>::Zero(model->layout().size());
  Vector<float> gradient = theta;
  model->initialise(Scheme::kGlorotUniform, {2, Purpose::kInitialisation, 0}, mutable_view(theta));
  Optimiser<float> optimiser({}, theta.size());
  Workspace<float> ws(model->plan(), 64);
  MultiTaskLoss<float> multi_task_loss(problem.tasks);
  float loss = 0;
  constexpr int kSteps = 3000;
  for (int step = 0; step < kSteps; ++step) {
    const auto drawn = random_batch(problem, 64, static_cast<std::uint64_t>(step));
    Batch<float> batch{drawn.dense.cast<float>(), {}, Matrix<float>(2, 64)};
    batch.labels.row(0) = batch.dense.row(0).cwiseAbs() - 0.5F * batch.dense.row(1);
    batch.labels.row(1) = batch.dense.row(2).cwiseMax(batch.dense.row(0));
    model->forward(view(theta), batch, ws);
    loss = multi_task_loss(ws[model->output().value], batch.labels, ws[model->output().gradient]);
    gradient.setZero();
    model->backward(view(theta), batch, ws, mutable_view(gradient));
    optimiser.update(mutable_view(theta), mutable_view(gradient), step < 2000 ? 0.01F : 0.001F);
  }
  EXPECT_LT(loss, 0.05F);  // the labels' variances add to about 1.3
}

INSTANTIATE_TEST_SUITE_P(Registry, EveryModel, ::testing::ValuesIn(model_names()),
                         testing::model_test_name);

TEST(Gates, AreDistributionsByTask) {
  const auto model = find_model("mmoe", "test").make_double({{"experts", 5}}, kProblem);
  const Vector<double> theta = random_parameters(model->layout(), 0.8, 1);
  const auto batch = random_batch(kProblem, 6, 2);
  Workspace<double> ws(model->plan(), 6);
  model->forward(view(theta), batch, ws);
  ASSERT_EQ(model->gates().size(), 3U);
  for (const Buffer& gate : model->gates()) {
    const Matrix<double> g = ws[gate];
    EXPECT_EQ(g.rows(), 5);
    EXPECT_GT(g.minCoeff(), 0);
    EXPECT_LT((g.colwise().sum().array() - 1).abs().maxCoeff(), 1e-14);
  }
  EXPECT_NE(Matrix<double>(ws[model->gates()[0]]), Matrix<double>(ws[model->gates()[1]]));
}

TEST(Registry, OffersTheNearestName) {
  EXPECT_THROW(find_model("mmo", "--models"), FieldError);
  try {
    find_model("shared_bottom", "--models");
    FAIL();
  } catch (const FieldError& error) {
    EXPECT_STREQ(error.what(),
                 "--models: unknown model 'shared_bottom'; did you mean 'shared-bottom'?");
  }
}

}  // namespace
}  // namespace mmoe
