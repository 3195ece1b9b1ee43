// SPDX-License-Identifier: Apache-2.0
// The gradient of one task's loss alone, and whose each block of parameters is.
#include <gtest/gtest.h>

#include <algorithm>

#include "model_test_name.h"
#include "models/gradient_check.h"
#include "models/registry.h"
#include "nn/objective.h"
#include "test_maps.h"

namespace mmoe {
namespace {

const std::vector<Task> kThreeTasks = {
    {"y1", TaskKind::kRegression}, {"y2", TaskKind::kBinary}, {"y3", TaskKind::kRegression}};

class TaskGradient : public ::testing::TestWithParam<std::string> {
 protected:
  /// Gradients of each task's loss, and last that of their sum, after one forward pass.
  void compute(const Problem& problem) {
    model_ = find_model(GetParam(), "test").make_double(nlohmann::json::object(), problem);
    const auto batch = random_batch(problem, 9, 4);
    const Vector<double> theta = random_parameters(model_->layout(), 0.3, 2);
    Workspace<double> ws(model_->plan(), batch.size());
    model_->forward(view(theta), batch, ws);
    const auto output = model_->output();
    MultiTaskLoss<double> loss(problem.tasks);
    loss(ws[output.value], batch, ws[output.gradient]);
    const Matrix<double> d_output = ws[output.gradient];
    gradients_.clear();
    for (Index k = 0; k <= problem.task_count(); ++k) {
      if (k < problem.task_count()) {
        ws[output.gradient].setZero();
        ws[output.gradient].row(k) = d_output.row(k);
      } else {
        ws[output.gradient] = d_output;
      }
      gradients_.push_back(Vector<double>::Zero(theta.size()));
      model_->backward(view(theta), batch, ws, mutable_view(gradients_.back()));
    }
  }

  /// The one task whose gradient of the block is not zero, or kShared.
  Index owner_by_gradient(const Block& block) const {
    std::vector<Index> tasks;
    for (Index k = 0; k + 1 < std::ssize(gradients_); ++k) {
      const auto d = weights<double>(view(gradients_[static_cast<std::size_t>(k)]), block);
      if (!d.isZero(0)) tasks.push_back(k);
    }
    return tasks.size() == 1 ? tasks.front() : kShared;
  }

  void expect_parts_and_owners(const Problem& problem) {
    compute(problem);
    Vector<double> sum = Vector<double>::Zero(gradients_[0].size());
    for (std::size_t k = 0; k + 1 < gradients_.size(); ++k) sum += gradients_[k];
    EXPECT_LT((sum - gradients_.back()).cwiseAbs().maxCoeff(), 1e-12);
    EXPECT_GT(gradients_.back().cwiseAbs().maxCoeff(), 1e-3);
    for (const Block& block : model_->layout().blocks()) {
      EXPECT_EQ(owner_by_gradient(block), block.owner) << block.name;
    }
  }

  std::unique_ptr<Model<double>> model_;
  std::vector<Vector<double>> gradients_;
};

TEST_P(TaskGradient, IsAPartOfTheWholeAndZeroWhereAnotherTaskIsTheOwner) {
  expect_parts_and_owners({5, 0, kThreeTasks});
}

TEST_P(TaskGradient, IsSoOfSparseInputs) { expect_parts_and_owners({2, 6, kThreeTasks}); }

TEST_P(TaskGradient, IsSoOfEmbeddedFields) {
  expect_parts_and_owners({2, 6, kThreeTasks, {3, {4, 2}}});
}

INSTANTIATE_TEST_SUITE_P(Registry, TaskGradient, ::testing::ValuesIn(model_names()),
                         testing::model_test_name);

}  // namespace
}  // namespace mmoe
