// SPDX-License-Identifier: Apache-2.0
#include "training/trainer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "models/gradient_check.h"
#include "models/registry.h"
#include "subnormal.h"
#include "test_maps.h"

namespace mmoe {
namespace {

using testing::half_of_the_smallest;

const Problem kBinaryPair{3, 0, {{"y1", TaskKind::kBinary}, {"y2", TaskKind::kBinary}}};

/// Two binary tasks that depend on different inputs.
Batch<float> made_batch(Index examples, std::uint64_t seed) {
  Batch<float> batch;
  batch.dense = random_batch(kBinaryPair, examples, seed).dense.cast<float>();
  batch.labels = Matrix<float>(2, examples);
  for (Index e = 0; e < examples; ++e) {
    batch.labels(0, e) = batch.dense(0, e) + 0.5F * batch.dense(2, e) > 0 ? 1.0F : 0.0F;
    batch.labels(1, e) = batch.dense(1, e) > 0.7F ? 1.0F : 0.0F;
  }
  return batch;
}

class MadeDraw : public DataDraw {
 public:
  explicit MadeDraw(std::uint64_t test_seed)
      : validation_(made_batch(100, 1)), test_(made_batch(300, test_seed)) {}
  void training_batch(std::int64_t step, Batch<float>& out) const override {
    out = made_batch(16, 1000 + static_cast<std::uint64_t>(step));
    subnormal = half_of_the_smallest();
  }
  const Batch<float>& validation() const override { return validation_; }
  const Batch<float>& test() const override { return test_; }
  std::span<const FurtherTest> further_tests() const override { return further; }

  std::vector<FurtherTest> further;
  mutable float subnormal = -1;  // what became of one while the training ran

 private:
  Batch<float> validation_, test_;
};

TrainingOptions some_options(const std::string& select, const std::string& objective) {
  TrainingOptions options;
  options.batch = 16;
  options.steps = 200;
  options.evaluate_every = 10;
  options.select = select;
  options.objective = objective;
  options.patience = select == "best" ? 5 : 0;
  return options;
}

struct Trained {
  std::unique_ptr<Model<float>> model =
      find_model("mmoe", "test").make_float(nlohmann::json::object(), kBinaryPair);
  TrainingResult result;

  Trained(const MadeDraw& draw, const TrainingOptions& options, double learning_rate = 0.02)
      : result(train({TrainingInput{.model = *model,
                                    .problem = kBinaryPair,
                                    .draw = draw,
                                    .options = options,
                                    .learning_rate = learning_rate}})
                   .front()) {}

  double test_auc(const std::string& task, const std::string& split = "test") const {
    for (const SplitMetric& m : result.metrics) {
      if (m.split == split && m.metric.task == task && m.metric.metric == "auc") {
        return m.metric.value.value();
      }
    }
    throw std::logic_error("no AUC of " + task);
  }
};

#ifdef __SSE2__
TEST(Trainer, TakesSubnormalNumbersForZeroWhileItRunsOnly) {
  const MadeDraw draw(2);
  const Trained trained(draw, some_options("last", "loss"));
  EXPECT_EQ(draw.subnormal, 0.0F);
  EXPECT_GT(half_of_the_smallest(), 0.0F);
}
#endif

TEST(Trainer, StartsFromOutputsOfAnySize) {
  TrainingOptions options = some_options("last", "loss");
  options.steps = 0;
  const MadeDraw draw(2);
  const double as_drawn = *Trained(draw, options).result.curve[0].validation_loss[0];
  options.output_scale = 1e-6;
  const double from_zero = *Trained(draw, options).result.curve[0].validation_loss[0];
  EXPECT_NEAR(from_zero, std::log(2), 1e-5);
  EXPECT_GT(std::abs(as_drawn - from_zero), 1e-3);
}

// Evaluation knows no noise: with dropout, the outputs of the same weights are the same.
TEST(Trainer, DropsUnitsInTrainingOnly) {
  const MadeDraw draw(2);
  TrainingOptions options = some_options("last", "loss");
  Trained dropped(draw, options);
  const auto noisy = find_model("mmoe", "test").make_float({{"dropout", 0.5}}, kBinaryPair);
  const auto train_noisy = [&](std::uint32_t number) {
    return train({TrainingInput{.model = *noisy,
                                .problem = kBinaryPair,
                                .draw = draw,
                                .options = options,
                                .learning_rate = 0.02,
                                .run_number = number}})
        .front();
  };
  const TrainingResult result = train_noisy(0);
  EXPECT_NE(result.theta, dropped.result.theta);
  EXPECT_EQ(result.curve[0].validation_loss, dropped.result.curve[0].validation_loss);
  EXPECT_EQ(result.theta, train_noisy(0).theta);
}

TEST(Trainer, EvaluatesTheMovingAverageOfTheWeights) {
  const MadeDraw draw(2);
  TrainingOptions options = some_options("last", "loss");
  options.steps = 2;
  options.evaluate_every = 1;
  std::vector<Vector<float>> after;  // by number of steps
  for (const std::int64_t steps : {1, 2}) {
    options.steps = steps;
    after.push_back(Trained(draw, options).result.theta);
  }
  options.averaging = 0.9;  // a window of ten steps: so far the mean of all
  EXPECT_LT((Trained(draw, options).result.theta - (after[0] + after[1]) / 2).cwiseAbs().maxCoeff(),
            1e-6F);
  options.averaging = 0.25;  // the second step has three quarters
  EXPECT_LT(
      (Trained(draw, options).result.theta - (after[0] + 3 * after[1]) / 4).cwiseAbs().maxCoeff(),
      1e-6F);
}

/// Metrics of one split, by task and name.
std::map<std::string, std::optional<double>> metrics_of_split(const TrainingResult& result,
                                                              const std::string& split) {
  std::map<std::string, std::optional<double>> found;
  for (const SplitMetric& m : result.metrics) {
    if (m.split == split) found[m.metric.task + " " + m.metric.metric] = m.metric.value;
  }
  return found;
}

TEST(Trainer, EvaluatesFurtherTestsAsIfTheyWereTheTestDataAndChangesNothingElse) {
  const TrainingOptions options = some_options("best", "loss");
  MadeDraw draw(2);
  const TrainingResult alone = Trained(draw, options).result;
  draw.further.push_back({"elsewhere", made_batch(300, 3), {.groups = std::vector(300, 7)}});
  const TrainingResult both = Trained(draw, options).result;
  EXPECT_EQ(both.theta, alone.theta);
  EXPECT_EQ(both.outputs, alone.outputs);
  for (const char* split : {"validation", "test"}) {
    EXPECT_EQ(metrics_of_split(both, split), metrics_of_split(alone, split)) << split;
  }
  const auto elsewhere = metrics_of_split(both, "elsewhere");
  EXPECT_EQ(elsewhere.at("y1 group_auc"), elsewhere.at("y1 auc")) << "all are of one group";
  for (const auto& metric : metrics_of_split(Trained(MadeDraw(3), options).result, "test")) {
    EXPECT_EQ(elsewhere.at(metric.first), metric.second) << metric.first;
  }
}

TEST(Trainer, LearnsNothingOfATaskOfWeightZero) {
  const MadeDraw draw(2);
  TrainingOptions options = some_options("last", "loss");
  options.task_weights = {1, 0};
  const Trained trained(draw, options);
  EXPECT_GT(trained.test_auc("y1"), 0.9);
  EXPECT_LT(trained.test_auc("y2"), 0.75);
  EXPECT_GT(Trained(draw, some_options("last", "loss")).test_auc("y2"), 0.85);
}

TEST(Trainer, FollowsTheSchedule) {
  const MadeDraw draw(2);
  TrainingOptions options = some_options("last", "loss");
  options.schedule = "step";
  options.decay_every = 100;
  options.decay_factor = 1e-6;  // from then on it stands still
  const Vector<float> stopped = Trained(draw, options).result.theta;
  options.schedule = "constant";
  options.steps = 100;
  EXPECT_LT((stopped - Trained(draw, options).result.theta).cwiseAbs().maxCoeff(), 1e-4F);
}

TEST(Trainer, GivesAHopelessTrainingUpAtOneEvaluation) {
  const MadeDraw draw(2);
  TrainingOptions options = some_options("last", "loss");
  options.evaluate_every = options.steps / 4;
  const std::int64_t decisive = 2 * options.evaluate_every;
  options.give_up_after = decisive - 1;
  const auto steps = [&](double above) {
    options.give_up_above = above;
    return Trained(draw, options).result.curve.back().step;
  };
  EXPECT_EQ(steps(1e9), options.steps);
  EXPECT_EQ(steps(-1e9), decisive);
  const Trained whole(draw, some_options("last", "loss"));
  options.give_up_above = -1e9;
  EXPECT_NE(Trained(draw, options).result.theta, whole.result.theta);
  EXPECT_EQ(Trained(draw, options).result.status, "ok");
}

// A peer stops on the test set.
TEST(Trainer, ChoosesAndStopsWithoutLookingAtTheTestSet) {
  for (const char* objective : {"loss", "main-auc"}) {
    const TrainingOptions options = some_options("best", objective);
    const Trained one(MadeDraw(2), options);
    const Trained other(MadeDraw(3), options);
    EXPECT_EQ(one.result.theta, other.result.theta) << objective;
    EXPECT_EQ(one.result.selected_step, other.result.selected_step) << objective;
    EXPECT_EQ(one.result.objective, other.result.objective) << objective;
    EXPECT_EQ(one.result.curve.size(), other.result.curve.size()) << objective;
    EXPECT_NE(one.test_auc("y1"), other.test_auc("y1")) << objective;
  }
}

// An update as long as this leaves weights whose products overflow; the loss before it was finite.
TEST(Trainer, LeavesTheCurveAloneOfATrainingThatItsLastUpdateMadeDiverge) {
  for (const char* objective : {"loss", "main-auc"}) {
    TrainingOptions options = some_options("last", objective);
    options.evaluate_every = 1;
    options.patience = 1;
    const Trained trained(MadeDraw(2), options, 1e30);
    EXPECT_EQ(trained.result.status, "diverged") << objective;
    EXPECT_EQ(trained.result.diverged_at, 1);  // patience ends it there, before options.steps
    EXPECT_EQ(trained.result.curve.size(), 2U);
    EXPECT_FALSE(trained.result.curve[1].validation_auc[0]);
    EXPECT_FALSE(trained.result.objective);
    EXPECT_TRUE(trained.result.selected_step.empty());
    EXPECT_TRUE(trained.result.metrics.empty());
    EXPECT_TRUE(trained.result.gates.empty());
    EXPECT_TRUE(trained.result.outputs.empty());
    EXPECT_EQ(trained.result.theta.size(), 0);
  }
}

/// Share of pairs of a positive and a negative example that are in order.
double pairwise_auc(const std::vector<float>& scores, const std::vector<float>& labels) {
  double ordered = 0, pairs = 0;
  for (std::size_t p = 0; p < scores.size(); ++p) {
    for (std::size_t n = 0; n < scores.size(); ++n) {
      if (labels[p] == 0 || labels[n] == 1) continue;
      pairs += 1;
      ordered += scores[p] > scores[n] ? 1 : scores[p] == scores[n] ? 0.5 : 0;
    }
  }
  return ordered / pairs;
}

// Peers report one task's AUC for both, or values that their predictions do not give.
TEST(Trainer, ReportsForEachTaskTheAucOfItsOwnPredictions) {
  const MadeDraw draw(2);
  const Trained trained(draw, some_options("last", "loss"));
  Workspace<float> ws(trained.model->plan(), draw.test().size());
  trained.model->forward(view(trained.result.theta), draw.test(), ws);
  const Matrix<float> outputs = ws[trained.model->output().value];  // [K x N], in one piece
  for (std::size_t k = 0; k < 2; ++k) {
    const auto& predicted = trained.result.outputs[k];
    std::vector<float> labels;
    ASSERT_EQ(static_cast<Index>(predicted.size()), draw.test().size());
    for (Index e = 0; e < draw.test().size(); ++e) {
      labels.push_back(draw.test().labels(static_cast<Index>(k), e));
      EXPECT_NEAR(predicted[static_cast<std::size_t>(e)], outputs(static_cast<Index>(k), e), 1e-4);
    }
    EXPECT_NEAR(trained.test_auc(kBinaryPair.tasks[k].name), pairwise_auc(predicted, labels),
                1e-12);
  }
  EXPECT_NE(trained.test_auc("y1"), trained.test_auc("y2"));
  EXPECT_GT(trained.test_auc("y2"), 0.9);
}

// A peer starts all units of an expert equal, and they stay so.
TEST(Trainer, LeavesNoTwoUnitsOfExpertsEqual) {
  const MadeDraw draw(2);
  const Trained trained(draw, some_options("last", "loss"));
  std::vector<Vector<float>> units;
  for (const Block& block : trained.model->layout().blocks()) {
    if (block.role != Role::kHidden || block.cols != 3) continue;
    const auto w = weights<float>(view(trained.result.theta), block);
    for (Index r = 0; r < w.rows(); ++r) units.emplace_back(w.row(r).transpose());
  }
  EXPECT_EQ(units.size(), 8U * 16U);
  for (std::size_t a = 0; a < units.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) EXPECT_NE(units[a], units[b]) << a << " " << b;
  }
}

}  // namespace
}  // namespace mmoe
