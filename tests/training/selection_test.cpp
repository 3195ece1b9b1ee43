// SPDX-License-Identifier: Apache-2.0
#include "training/selection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "base/error.h"
#include "training/trainer.h"

namespace mmoe {
namespace {

using ::testing::HasSubstr;
using ::testing::StrEq;
using ::testing::ThrowsMessage;

const Problem kBinaries{3, 0, {{"y1", TaskKind::kBinary}, {"y2", TaskKind::kBinary}}};
const Problem kRegressions{3, 0, {{"y1"}, {"y2"}}};
const Problem kMixed{3, 0, {{"y1", TaskKind::kBinary}, {"y2"}}};
const double kNan = std::nan("");

TrainingOptions selecting(const std::string& select, std::int64_t patience = 0,
                          const std::string& objective = "loss") {
  TrainingOptions options;
  options.select = select;
  options.patience = patience;
  options.objective = objective;
  return options;
}

using ByTask = std::vector<std::optional<double>>;  // one per task

/// A selection that is shown points of a curve, 10 steps apart; the weights tell their step.
class Shown {
 public:
  Shown(const TrainingOptions& options, const Problem& problem, bool independent_tasks = false)
      : selection_(options, problem, independent_tasks) {}

  Shown& see(const ByTask& losses, const ByTask& aucs = {{}, {}}) {
    selection_.see({.step = step_,
                    .training_loss = {},
                    .validation_loss = losses,
                    .validation_auc = aucs,
                    .gates = {}},
                   weights_at(step_));
    step_ += 10;
    return *this;
  }
  /// The same loss for both tasks.
  Shown& see_all(const std::vector<double>& losses) {
    for (const double loss : losses) see({loss, loss});
    return *this;
  }

  std::int64_t step(std::size_t task = 0) const {
    EXPECT_EQ(selection_.theta(task), weights_at(selection_.step(task)));
    return selection_.step(task);
  }
  std::optional<double> objective() const { return selection_.objective(); }
  bool stops() const { return selection_.out_of_patience(); }

 private:
  static Vector<float> weights_at(std::int64_t step) {
    return Vector<float>::Constant(2, static_cast<float>(step));
  }
  Selection selection_;
  std::int64_t step_ = 0;
};

TEST(Selection, KeepsTheLastWeights) {
  Shown shown(selecting("last"), kRegressions);
  shown.see({0.5, 0.7}).see({0.1, 0.1}).see({0.2, 0.4});
  EXPECT_EQ(shown.step(), 20);
  EXPECT_EQ(shown.step(1), 20);
  EXPECT_DOUBLE_EQ(*shown.objective(), 0.3);  // the mean over tasks
}

TEST(Selection, KeepsTheBestWeightsTheFirstOfEqualOnes) {
  Shown shown(selecting("best"), kRegressions);
  shown.see({0.5, 0.7}).see({0.1, 0.3}).see({0.3, 0.1}).see({0.0, 0.9});
  EXPECT_EQ(shown.step(), 10);
  EXPECT_EQ(shown.step(1), 10);
  EXPECT_DOUBLE_EQ(*shown.objective(), 0.2);
}

TEST(Selection, ByAucLooksAtTheMainTaskAlone) {
  Shown best(selecting("best", 0, "main-auc"), kBinaries);
  best.see({0.1, 0.1}, {0.6, 0.9}).see({0.9, 0.9}, {0.8, 0.5}).see({0.2, 0.1}, {0.7, 0.99});
  EXPECT_EQ(best.step(), 10);
  EXPECT_EQ(best.step(1), 10);
  EXPECT_EQ(best.objective(), -0.8);
  Shown last(selecting("last", 0, "main-auc"), kBinaries);
  last.see({0.1, 0.1}, {0.9, 0.9}).see({0.9, 0.9}, {0.8, 0.5});
  EXPECT_EQ(last.objective(), -0.8);
}

TEST(Selection, ByAucTakesTheMainLossWhereAClassIsMissing) {
  Shown shown(selecting("best", 0, "main-auc"), kBinaries);
  shown.see({0.3, 0.1}).see({0.2, 0.9});
  EXPECT_EQ(shown.step(), 10);
  EXPECT_EQ(shown.objective(), 0.2);
}

TEST(Selection, NeverTakesAPointThatIsNotFiniteForTheBest) {
  for (const std::optional<double> bad : {std::optional(kNan), std::optional(HUGE_VAL), {}}) {
    Shown best(selecting("best"), kRegressions);
    best.see({bad, 0.1}).see({0.5, 0.5}).see({0.1, bad});
    EXPECT_EQ(best.step(), 10);
    EXPECT_EQ(best.objective(), 0.5);
    Shown last(selecting("last"), kRegressions);
    last.see({0.5, 0.5}).see({0.1, bad});
    EXPECT_EQ(last.step(), 10);
    EXPECT_FALSE(last.objective());
    last.see({0.7, 0.7});
    EXPECT_EQ(last.objective(), 0.7);
    Shown none(selecting("best"), kRegressions);
    none.see({bad, bad}).see({bad, bad});
    EXPECT_EQ(none.step(), 0);  // some weights, whichever
    EXPECT_FALSE(none.objective());
  }
}

TEST(Selection, WithoutPatienceNeverStops) {
  for (const char* select : {"last", "best"}) {
    Shown shown(selecting(select), kRegressions);
    EXPECT_FALSE(shown.see_all({0.1, 0.2, 0.3, 0.4, 0.5}).stops()) << select;
  }
}

TEST(Selection, StopsAfterSoManyPointsWithoutABetterOne) {
  Shown shown(selecting("best", 2), kRegressions);
  EXPECT_FALSE(shown.see_all({1.0, 0.5, 0.6, 0.4}).stops());
  EXPECT_FALSE(shown.see_all({0.4}).stops());  // as good is no better
  EXPECT_TRUE(shown.see_all({0.5}).stops());
  EXPECT_EQ(shown.step(), 30);
  EXPECT_TRUE(shown.see_all({0.1}).stops());
  EXPECT_EQ(shown.step(), 30);
}

// Each second point is better than the one before it, but none is better than 0.5.
TEST(Selection, OfTheLastWeightsMeasuresPatienceFromTheBestPoint) {
  Shown shown(selecting("last", 2), kRegressions);
  EXPECT_FALSE(shown.see_all({1.0, 0.5, 0.9}).stops());
  EXPECT_TRUE(shown.see_all({0.8}).stops());
  EXPECT_EQ(shown.step(), 30);
  EXPECT_EQ(shown.objective(), 0.8);
}

TEST(Selection, APointThatIsNotFiniteCostsPatienceAndNoMemoryOfTheBest) {
  for (const char* select : {"last", "best"}) {
    Shown shown(selecting(select, 2), kRegressions);
    EXPECT_FALSE(shown.see_all({0.5, kNan}).stops()) << select;
    EXPECT_TRUE(shown.see_all({0.6}).stops()) << select;
  }
}

TEST(Selection, OfIndependentTasksIsEachTasksOwn) {
  Shown shown(selecting("best"), kRegressions, true);
  shown.see({0.5, 0.9}).see({0.1, 0.7}).see({0.4, 0.3});
  EXPECT_EQ(shown.step(0), 10);
  EXPECT_EQ(shown.step(1), 20);
  EXPECT_DOUBLE_EQ(*shown.objective(), 0.2);  // the mean of 0.1 and 0.3
  Shown last(selecting("last"), kRegressions, true);
  last.see({0.5, 0.9}).see({0.1, 0.7});
  EXPECT_EQ(last.step(0), 10);
  EXPECT_EQ(last.step(1), 10);
}

TEST(Selection, OfIndependentTasksByAucIsEachTasksOwn) {
  Shown shown(selecting("best", 0, "main-auc"), kBinaries, true);
  shown.see({0.1, 0.1}, {0.6, 0.9}).see({0.9, 0.9}, {0.8, 0.5});
  EXPECT_EQ(shown.step(0), 10);
  EXPECT_EQ(shown.step(1), 0);
  EXPECT_EQ(shown.objective(), -0.8);
  Shown mixed(selecting("best", 0, "main-auc"), kMixed, true);
  mixed.see({0.1, 0.5}, {0.8, {}}).see({0.1, 0.4}, {0.7, {}});
  EXPECT_EQ(mixed.step(0), 0);
  EXPECT_EQ(mixed.step(1), 10);  // by its loss
  EXPECT_EQ(mixed.objective(), -0.8);
}

// Alone, task 1 would have ended at its fourth point.
TEST(Selection, OfIndependentTasksEndsForEachWhereItsPatienceRunsOut) {
  Shown shown(selecting("best", 2), kRegressions, true);
  shown.see({1.0, 1.0}).see({0.5, 0.9}).see({0.6, 0.8}).see({0.7, 0.7});
  EXPECT_FALSE(shown.stops());
  shown.see({0.1, 0.6}).see({0.1, 0.65}).see({0.1, 0.65});
  EXPECT_TRUE(shown.stops());
  EXPECT_EQ(shown.step(0), 10);
  EXPECT_EQ(shown.step(1), 40);
  EXPECT_DOUBLE_EQ(*shown.objective(), 0.55);
}

TEST(TrainingOptions, AreCheckedAgainstTheTasks) {
  const TrainingOptions auc = selecting("best", 0, "main-auc");
  EXPECT_THAT([&] { auc.check(kRegressions, "training"); },
              ThrowsMessage<FieldError>(
                  StrEq("training.objective: found 'main-auc', but the main task 'y1' is a "
                        "regression, which has no AUC; expected 'loss'")));
  EXPECT_NO_THROW(auc.check(kBinaries, "training"));
  EXPECT_NO_THROW(auc.check(kMixed, "training"));
  EXPECT_NO_THROW(selecting("best").check(kRegressions, "training"));
  TrainingOptions weighted = selecting("best");
  weighted.task_weights = {1, 0.3, 2};
  EXPECT_THAT([&] { weighted.check(kBinaries, "training"); },
              ThrowsMessage<FieldError>(HasSubstr("task_weights: found 3 weights; expected one")));
  weighted.task_weights = {1, 0.3};
  EXPECT_NO_THROW(weighted.check(kBinaries, "training"));
  weighted.slices = weighted.batch;
  EXPECT_NO_THROW(weighted.check(kBinaries, "training"));
  weighted.slices += 1;
  EXPECT_THAT([&] { weighted.check(kBinaries, "training"); },
              ThrowsMessage<FieldError>(HasSubstr("slices: found 129 slices of a batch of 128")));
  TrainingOptions tables = selecting("best");
  tables.optimiser.tables = "lazy-adam";
  EXPECT_THAT([&] { tables.check(kBinaries, "training"); },
              ThrowsMessage<FieldError>(HasSubstr("optimiser.tables: found 'lazy-adam', but the")));
  Problem embedded = kBinaries;
  embedded.sparse_inputs = 3;
  embedded.embedded = {2, {3}};
  EXPECT_NO_THROW(tables.check(embedded, "training"));
  tables.optimiser.weight_decay = 0.1;
  EXPECT_THAT(
      [&] { tables.check(embedded, "training"); },
      ThrowsMessage<FieldError>(HasSubstr("optimiser.weight_decay: found 0.1, but tables")));
}

}  // namespace
}  // namespace mmoe
