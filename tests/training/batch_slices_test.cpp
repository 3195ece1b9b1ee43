// SPDX-License-Identifier: Apache-2.0
#include "training/batch_slices.h"

#include <gtest/gtest.h>

#include <limits>
#include <memory>

#include "interruptible.h"
#include "model_test_name.h"
#include "models/gradient_check.h"
#include "models/registry.h"
#include "training/trainer.h"

namespace mmoe {
namespace {

constexpr Index kSlicedBatch = 23;  // that neither 2 nor 3 slices divide

const std::vector<Task> kHalfLabelled = {{"y1", TaskKind::kBinary},
                                         {"y2", TaskKind::kBinary, true}};

/// Inputs that are dense, one-hot, and embedded.
const std::vector<Problem>& input_kinds() {
  static const std::vector<Problem> all = {
      {5, 0, kHalfLabelled}, {2, 9, kHalfLabelled}, {2, 9, kHalfLabelled, {3, {5, 4}}}};
  return all;
}

Batch<float> labelled_batch(const Problem& problem, Index examples, std::uint64_t seed) {
  const Batch<double> drawn = random_batch(problem, examples, seed);
  Batch<float> batch;
  batch.dense = drawn.dense.cast<float>();
  batch.labels = drawn.labels.cast<float>();
  batch.sparse = drawn.sparse;
  for (Index e = 0; e < examples; e += 3) {
    batch.labels(1, e) = std::numeric_limits<float>::quiet_NaN();
  }
  return batch;
}

class HalfLabelledData : public DataDraw {
 public:
  explicit HalfLabelledData(const Problem& problem)
      : problem_(problem),
        validation_(labelled_batch(problem, 1000, 1)),
        test_(labelled_batch(problem, 700, 2)) {}
  void training_batch(std::int64_t step, Batch<float>& out) const override {
    out = labelled_batch(problem_, kSlicedBatch, 1000 + static_cast<std::uint64_t>(step));
  }
  const Batch<float>& validation() const override { return validation_; }
  const Batch<float>& test() const override { return test_; }

 private:
  const Problem& problem_;
  Batch<float> validation_, test_;
};

TrainingOptions in_slices(std::int64_t slices) {
  TrainingOptions options;
  options.batch = kSlicedBatch;
  options.slices = slices;
  options.steps = 12;
  options.evaluate_every = 5;
  return options;
}

/// What a training of some options gives; `threads` of them at a time, or one more in each round.
struct TrainedBits {
  std::vector<std::vector<double>> gates = {};
  std::vector<std::optional<double>> losses = {};
  Vector<float> theta = {};
  std::vector<std::vector<float>> outputs = {};

  bool operator==(const TrainedBits&) const = default;
};

TrainedBits trained_bits(const std::string& name, const Problem& problem,
                         const TrainingOptions& options,
                         const std::function<std::size_t()>& threads, double dropout = 0) {
  const HalfLabelledData data(problem);
  const auto model = find_model(name, "test").make_float({{"dropout", dropout}}, problem);
  const TrainingResult result = train({TrainingInput{.model = *model,
                                                     .problem = problem,
                                                     .draw = data,
                                                     .options = options,
                                                     .learning_rate = 0.01}},
                                      threads)
                                    .front();
  TrainedBits outcome{result.gates, {}, result.theta, result.outputs};
  for (const CurvePoint& point : result.curve) {
    for (std::size_t k = 0; k < 2; ++k) {
      outcome.losses.push_back(point.training_loss[k]);
      outcome.losses.push_back(point.validation_loss[k]);
    }
  }
  return outcome;
}

class BatchSlicesTest : public ::testing::TestWithParam<std::string> {};

TEST_P(BatchSlicesTest, GiveTheSameBitsOnAnyNumberOfThreads) {
  for (const Problem& problem : input_kinds()) {
    for (const std::int64_t slices : {1, 2, 3}) {
      const auto on = [&](const std::function<std::size_t()>& threads) {
        return trained_bits(GetParam(), problem, in_slices(slices), threads, 0.2);
      };
      const TrainedBits alone = on({});
      for (const std::size_t threads : {1U, 2U, 3U}) {
        EXPECT_TRUE(on([&] { return threads; }) == alone) << slices << " slices, " << threads;
      }
      std::size_t asked = 0;
      EXPECT_TRUE(on([&] { return 1 + asked++ % 3; }) == alone) << slices;
    }
  }
}

TEST_P(BatchSlicesTest, AddUpToTheGradientOfTheWholeBatch) {
  for (const Problem& problem : input_kinds()) {
    const auto model = find_model(GetParam(), "test").make_float(nlohmann::json::object(), problem);
    const Vector<float> theta = random_parameters(model->layout(), 0.3, 3).cast<float>();
    Batch<float> batch = labelled_batch(problem, kSlicedBatch, 7);
    CombinationFinder finder(problem);
    combine(finder, batch);
    ThreadTeam team;
    team.resize(2);
    const auto gradient_of = [&](std::int64_t slices, float& loss) -> Vector<float> {
      const TrainingOptions options = in_slices(slices);
      BatchSlices parts(*model, problem, options, team);
      TrainingUpdate<float> update(options.optimiser, model->layout(), problem);
      const View<float> at(theta.data(), theta.size());
      loss = parts.forward(at, batch, {});
      parts.backward(at, batch, update);
      return parts.gradient();
    };
    float loss = 0;
    const Vector<float> whole = gradient_of(1, loss);
    const float largest = whole.cwiseAbs().maxCoeff();
    EXPECT_GT(largest, 0);
    for (const std::int64_t slices : {2, 5, static_cast<int>(kSlicedBatch)}) {
      float of_slices = 0;
      const Vector<float> sum = gradient_of(slices, of_slices);
      EXPECT_LT((sum - whole).cwiseAbs().maxCoeff(), 1e-5F * largest) << slices;
      EXPECT_NEAR(of_slices, loss, 1e-5F) << slices;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Registry, BatchSlicesTest, ::testing::ValuesIn(model_names()),
                         testing::model_test_name);

// Rules that touch only the rows of a batch need the sum over slices of just those, and of all.
TEST(BatchSlices, ServeEveryRuleOfTables) {
  const Problem& problem = input_kinds()[2];
  for (const char* tables : {"sgd", "rowwise-adagrad", "lazy-adam"}) {
    for (const double clip : {0.0, 0.01}) {
      const auto of = [&](std::int64_t slices, std::size_t threads) {
        TrainingOptions options = in_slices(slices);
        options.optimiser.tables = tables;
        options.optimiser.clip_norm = clip;
        return trained_bits("mmoe", problem, options, [threads] { return threads; });
      };
      const TrainedBits whole = of(1, 1), thirds = of(3, 2);
      EXPECT_LT((thirds.theta - whole.theta).cwiseAbs().maxCoeff(), 1e-3F) << tables << clip;
      EXPECT_FALSE(thirds == whole) << "rounding tells them apart";
      EXPECT_TRUE(thirds == of(3, 1)) << tables << clip;
    }
  }
}

TEST(BatchSlices, StopWhenTheProcessIsAskedTo) {
  for (const std::size_t threads : {1U, 3U}) {
    testing::expect_interruptible(
        [&] { trained_bits("mmoe", input_kinds()[0], in_slices(3), [&] { return threads; }); });
  }
}

TEST(BatchSlices, DropUnitsOfTheirOwn) {
  // All examples alike: with one mask for all slices, each slice would lose the same units.
  const Problem& problem = input_kinds()[0];
  Batch<float> batch = labelled_batch(problem, 24, 7);
  for (Index e = 1; e < 24; ++e) batch.dense.col(e) = batch.dense.col(0);
  const auto model = find_model("mmoe", "test").make_float({{"dropout", 0.5}}, problem);
  const Vector<float> theta = random_parameters(model->layout(), 0.5, 3).cast<float>();
  TrainingOptions options = in_slices(2);
  options.batch = 24;
  ThreadTeam team;
  BatchSlices parts(*model, problem, options, team);
  const View<float> at(theta.data(), theta.size());
  const float first = parts.forward(at, batch, {{1, Purpose::kDropout, 0}, 1});
  EXPECT_EQ(parts.forward(at, batch, {{1, Purpose::kDropout, 0}, 1}), first);
  EXPECT_NE(parts.forward(at, batch, {{1, Purpose::kDropout, 0}, 2}), first);
  const Matrix<float>& outputs = parts.outputs();
  EXPECT_FALSE(outputs.leftCols(12).isApprox(outputs.rightCols(12)));
}

}  // namespace
}  // namespace mmoe
