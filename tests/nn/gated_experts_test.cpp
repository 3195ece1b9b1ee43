// SPDX-License-Identifier: Apache-2.0
// What no registered model uses yet: experts that some gates alone see, levels above others, and
// penalties of activations. Gradients by differences.
#include "nn/gated_experts.h"

#include <gtest/gtest.h>

#include "models/gradient_check.h"
#include "test_maps.h"

namespace mmoe {
namespace {

const std::vector<Task> kTwoTasks = {{"y1", TaskKind::kRegression}, {"y2", TaskKind::kBinary}};

Member layered_member(const std::string& name, Index owner = kShared) { return {name, owner}; }

/// Two levels of own and shared experts, as in Progressive Layered Extraction (Tang et al. 2020).
class Layered final : public Model<double> {
 public:
  explicit Layered(const Problem& problem, double lambda = 0)
      : lambda_(lambda),
        lower_(layout_, plan_, problem,
               {.experts = {{{layered_member("low.own0_0"), layered_member("low.own0_1")}},
                            {{layered_member("low.own1_0")}},
                            {numbered("low.shared{}", 2)}},
                .gates = {{.members = {layered_member("low.gate0", 0)}, .sees = {0, 2}},
                          {.members = {layered_member("low.gate1", 1)}, .sees = {2, 1}},
                          {.members = {layered_member("low.gate_shared")}}},
                .hidden = {4, 3},
                .activation = Activation::kTanh}),
        upper_(
            layout_, plan_,
            {lower_.output().slice(0, 3), lower_.output().slice(3, 3), lower_.output().slice(6, 3)},
            {.experts = {{{layered_member("up.own0", 0)}, 0},
                         {{layered_member("up.own1", 1)}, 1},
                         {{layered_member("up.shared")}, 2}},
             .gates = {{.members = {layered_member("up.gate0", 0)}, .input = 0, .sees = {0, 2}},
                       {.members = {layered_member("up.gate1", 1)}, .input = 1, .sees = {1, 2}}},
             .hidden = {2},
             .activation = Activation::kElu,
             .gate_bias = true}),
        towers_(layout_, plan_, upper_.output(),
                {.members = per_task("tower{}", 2), .scalar_output = true}) {}

  Activations output() const override { return towers_.output(); }
  void forward(const View<double>& theta, const Batch<double>& batch,
               Workspace<double>& ws) const override {
    lower_.forward(theta, batch, ws);
    upper_.forward(theta, batch, ws);
    towers_.forward(theta, ws);
  }
  void backward(const View<double>& theta, const Batch<double>& batch, Workspace<double>& ws,
                MutableView<double> gradient) const override {
    towers_.backward(theta, ws, gradient);
    upper_.backward(theta, batch, ws, gradient);
    lower_.backward(theta, batch, ws, gradient);
  }
  /// lambda / 2 of the squared sum of what the lower level gives.
  double penalty(const View<double>& theta, const Batch<double>& batch, Workspace<double>& ws,
                 MutableView<double> gradient) const override {
    if (lambda_ == 0) return 0;
    ws[lower_.output().gradient] = lambda_ * ws[lower_.output().value];
    lower_.backward(theta, batch, ws, gradient);
    return lambda_ / 2 * ws[lower_.output().value].squaredNorm();
  }

  const GatedExperts& lower() const { return lower_; }

 private:
  double lambda_;
  GatedExperts lower_, upper_;
  Perceptrons towers_;
};

void expect_gradient_of_differences(const Layered& model, const Problem& problem) {
  const auto theta = random_parameters(model.layout(), 0.7, 5);
  const auto check = check_gradient(model, problem, random_batch(problem, 7, 11), theta);
  EXPECT_LT(check.worst, 1e-6) << check.message();
  EXPECT_GT(check.entries, 20 * check.kinks);
}

TEST(GatedExperts, OfSeveralLevelsHaveTheGradientOfDifferences) {
  for (const Problem& problem : {Problem{4, 0, kTwoTasks}, Problem{2, 5, kTwoTasks},
                                 Problem{2, 6, kTwoTasks, {3, {4, 2}}}}) {
    expect_gradient_of_differences(Layered(problem), problem);
  }
}

TEST(GatedExperts, TakeAPenaltyOfActivations) {
  const Problem problem{4, 0, kTwoTasks};
  const Layered plain(problem), held(problem, 0.3);
  expect_gradient_of_differences(held, problem);
  const auto theta = random_parameters(plain.layout(), 0.7, 5);
  const auto batch = random_batch(problem, 7, 11);
  Workspace<double> ws(held.plan(), 7);
  Vector<double> gradient = Vector<double>::Zero(theta.size());
  held.forward(view(theta), batch, ws);
  EXPECT_GT(held.penalty(view(theta), batch, ws, mutable_view(gradient)), 0);
  EXPECT_GT(gradient.norm(), 1e-3);
}

// The first gate of the lower level: two of its own experts, then the two shared ones.
TEST(GatedExperts, MixWhatTheGateSees) {
  const Problem problem{4, 0, kTwoTasks};
  const Layered model(problem);
  const auto theta = random_parameters(model.layout(), 0.7, 5);
  Workspace<double> ws(model.plan(), 6);
  model.forward(view(theta), random_batch(problem, 6, 3), ws);
  const GatedExperts& lower = model.lower();
  EXPECT_EQ(lower.gate(0).rows(), 4);
  EXPECT_EQ(lower.gate(1).rows(), 3);
  EXPECT_EQ(lower.gate(2).rows(), 5);
  for (Index g = 0; g < lower.gate_count(); ++g) {
    EXPECT_TRUE(ws[lower.gate(g).value].colwise().sum().isOnes(1e-12)) << g;
  }
}

// Another task's upper experts, gate and tower have no part in a task's loss.
TEST(GatedExperts, LeaveWhatATaskDoesNotSeeWithoutGradient) {
  const Problem problem{4, 0, kTwoTasks};
  const Layered model(problem);
  const auto theta = random_parameters(model.layout(), 0.7, 5);
  const auto batch = random_batch(problem, 6, 3);
  Workspace<double> ws(model.plan(), 6);
  Vector<double> gradient = Vector<double>::Zero(theta.size());
  model.forward(view(theta), batch, ws);
  ws[model.output().gradient].setZero();
  ws[model.output().gradient].row(0).setOnes();
  model.backward(view(theta), batch, ws, mutable_view(gradient));
  for (const Block& block : model.layout().blocks()) {
    const double norm = weights<double>(view(gradient), block).norm();
    if (block.owner == 1) {
      EXPECT_EQ(norm, 0) << block.name;
    } else {
      EXPECT_GT(norm, 0) << block.name;
    }
  }
}

}  // namespace
}  // namespace mmoe
