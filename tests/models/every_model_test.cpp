// SPDX-License-Identifier: Apache-2.0
// What every model must do.
#include <gtest/gtest.h>

#include "base/error.h"
#include "model_test_name.h"
#include "models/gradient_check.h"
#include "models/instance.h"
#include "models/registry.h"
#include "nn/objective.h"
#include "nn/optimiser.h"
#include "test_maps.h"

namespace mmoe {
namespace {

using nlohmann::json;
using testing::Instance;
using testing::kThreeTaskProblem;
class EveryModel : public ::testing::TestWithParam<std::string> {
 protected:
  const ModelEntry& entry() const { return find_model(GetParam(), "test"); }
};

TEST_P(EveryModel, GivesAnExampleTheSameOutputInAnyBatch) {
  const auto model = entry().make_double(json::object(), kThreeTaskProblem);
  const Vector<double> theta = random_parameters(model->layout(), 0.3, 2);
  const auto batch = random_batch(kThreeTaskProblem, 20, 6);
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
  Problem problem{2, 6, kThreeTaskProblem.tasks};
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
  const Problem sparse{2, 5, kThreeTaskProblem.tasks};
  const Problem dense{7, 0, kThreeTaskProblem.tasks};
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
  const Problem one_hot{2, 4, kThreeTaskProblem.tasks};
  const Problem embedded{2, 4, kThreeTaskProblem.tasks, {4, {4}}};
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
  const Problem read{13, 0,
                     kThreeTaskProblem.tasks};  // as many inputs as 7 dense ones and 2 fields of 3
  const Problem embedded{7, 5, kThreeTaskProblem.tasks, {3, {4, 1}}};
  const std::set<std::string> with_own = {"single-task", "l2-constrained", "cross-stitch"};
  const Index tables = with_own.count(GetParam()) > 0 ? kThreeTaskProblem.task_count() : 1;
  const auto plain = entry().make_float(json::object(), read);
  const auto model = entry().make_float(json::object(), embedded);
  EXPECT_EQ(model->layout().parameter_count(),
            plain->layout().parameter_count() + tables * 3 * (4 + 1));
  EXPECT_EQ(model->layout().paper_count(), plain->layout().paper_count());
}

TEST_P(EveryModel, StartsWithoutTwoEqualUnits) {
  const Problem problem{20, 30, kThreeTaskProblem.tasks, {4, {20, 10}}};
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
    loss = multi_task_loss(ws[model->output().value], batch, ws[model->output().gradient]);
    gradient.setZero();
    model->backward(view(theta), batch, ws, mutable_view(gradient));
    optimiser.update(mutable_view(theta), mutable_view(gradient), step < 2000 ? 0.01F : 0.001F);
  }
  EXPECT_LT(loss, 0.05F);  // the labels' variances add to about 1.3
}

INSTANTIATE_TEST_SUITE_P(Registry, EveryModel, ::testing::ValuesIn(model_names()),
                         testing::model_test_name);

TEST(Gates, AreDistributionsByTask) {
  const auto model = find_model("mmoe", "test").make_double({{"experts", 5}}, kThreeTaskProblem);
  const Vector<double> theta = random_parameters(model->layout(), 0.8, 1);
  const auto batch = random_batch(kThreeTaskProblem, 6, 2);
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
