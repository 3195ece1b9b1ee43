// SPDX-License-Identifier: Apache-2.0
// Updates that touch only the rows of a batch, beside the dense ones on a model with tables.
#include "nn/table_optimiser.h"

#include <gtest/gtest.h>

#include <cmath>

#include "models/gradient_check.h"
#include "models/registry.h"
#include "nn/objective.h"
#include "nn/training_update.h"
#include "test_maps.h"

namespace mmoe {
namespace {

/// Two fields of 4 and 3 categories, 2 numbers each, beside a dense input.
const Problem kTables{1, 7, {{"y1"}, {"y2", TaskKind::kBinary}}, {2, {4, 3}}};

/// The same with 3 numbers for the first field and 1 for the second.
Problem of_two_widths() {
  Problem problem = kTables;
  problem.embedded.widths = {3, 1};
  return problem;
}

/// Each example sets one category per field; category 3 of field 0 is never set.
Batch<double> categories_of(std::int64_t step) {
  Batch<double> batch = random_batch(kTables, 5, 100 + static_cast<std::uint64_t>(step));
  batch.sparse.clear();
  for (Index e = 0; e < 5; ++e) {
    batch.sparse.items.push_back(static_cast<std::int32_t>((e + step) % 2 == 0 ? 0 : e % 3));
    batch.sparse.items.push_back(static_cast<std::int32_t>(4 + (e * step) % 3));
    batch.sparse.end_list();
  }
  return batch;
}

struct TrainedTables {
  std::unique_ptr<Model<double>> model;
  Vector<double> theta;

  TrainedTables(const std::string& name, const OptimiserOptions& options, int steps,
                const Problem& problem = kTables)
      : model(find_model(name, "test").make_double(nlohmann::json::object(), problem)),
        theta(random_parameters(model->layout(), 0.5, 3)) {
    TrainingUpdate<double> update(options, model->layout(), problem);
    MultiTaskLoss<double> loss(kTables.tasks);
    Workspace<double> ws(model->plan(), 5);
    Vector<double> gradient = Vector<double>::Zero(theta.size());
    for (int step = 1; step <= steps; ++step) {
      const Batch<double> batch = categories_of(step);
      model->forward(view(theta), batch, ws);
      loss(ws[model->output().value], batch, ws[model->output().gradient]);
      model->backward(view(theta), batch, ws, mutable_view(gradient));
      update.update(batch, mutable_view(theta), mutable_view(gradient), 0.05);
      EXPECT_TRUE(gradient.isZero(0)) << "ready for the next step";
    }
  }
  /// The vector of a category in the field's first table.
  Vector<double> row(const std::string& table, Index category) const {
    for (const Block& block : model->layout().blocks()) {
      if (block.name == table) return weights<double>(view(theta), block).col(category);
    }
    throw std::logic_error("no table " + table);
  }
};

TEST(TableRows, AreTheRowsOfABatchOnceEach) {
  const auto model =
      find_model("single-task", "test").make_double(nlohmann::json::object(), kTables);
  TableRows rows(model->layout(), kTables);
  EXPECT_EQ(rows.count(), 14);  // a table per task
  EXPECT_EQ(rows.numbers(), 28);
  CsrIndices set;
  set.items = {1, 5, 1, 6};
  const auto read = rows.read_by(set);
  ASSERT_EQ(read.size(), 6u);
  EXPECT_EQ(read[0].number, 2);
  EXPECT_EQ(read[1], (TableRow{read[0].offset + 2, 2, 3, 6}));  // the other task's, beside it
  EXPECT_EQ(read[2].number, 10);
  EXPECT_EQ(read[5].number, 13);
  EXPECT_EQ(rows.read_by(set), read);
  set.items = {0};
  EXPECT_EQ(rows.read_by(set).size(), 2u);
}

TEST(TableRows, OfFieldsThatShareATableAreReadOnce) {
  const Problem shared{0, 9, {{"y1"}}, {2, {4, 4, 1}, {0, 0, 1}}};
  const auto model = find_model("mmoe", "test").make_double(nlohmann::json::object(), shared);
  TableRows rows(model->layout(), shared);
  EXPECT_EQ(rows.count(), 5);
  CsrIndices set;
  set.items = {2, 6, 8, 4};  // row 2 by either field, the other table's row, row 0
  const auto read = rows.read_by(set);
  ASSERT_EQ(read.size(), 3u);
  EXPECT_EQ(read[0].number, 2);
  EXPECT_EQ(read[1].number, 4);
  EXPECT_EQ(read[2].number, 0);
}

TEST(TableRows, HaveTheWidthsOfTheirFields) {
  const Problem problem{0, 5, {{"y1"}, {"y2"}}, {2, {3, 2}, {}, {1, 4}}};
  const auto model =
      find_model("single-task", "test").make_double(nlohmann::json::object(), problem);
  TableRows rows(model->layout(), problem);
  EXPECT_EQ(rows.count(), 10);
  EXPECT_EQ(rows.numbers(), 2 * (3 * 1 + 2 * 4));
  CsrIndices set;
  set.items = {1, 4};
  const auto read = rows.read_by(set);
  ASSERT_EQ(read.size(), 4u);
  EXPECT_EQ(read[0], (TableRow{read[0].offset, 1, 2, 2}));
  EXPECT_EQ(read[1], (TableRow{read[0].offset + 1, 1, 3, 3}));
  EXPECT_EQ(read[2], (TableRow{read[2].offset, 4, 8, 14}));
  EXPECT_EQ(read[3], (TableRow{read[2].offset + 4, 4, 9, 18}));
}

TEST(TableOptimiser, OfSgdIsTheDenseOneToTheBit) {
  for (const char* name : {"mmoe", "single-task", "cross-stitch"}) {
    for (const Problem& problem : {kTables, of_two_widths()}) {
      const TrainedTables dense(name, {.name = "sgd"}, 20, problem);
      const TrainedTables sparse(name, {.name = "sgd", .tables = "sgd"}, 20, problem);
      EXPECT_EQ(sparse.theta, dense.theta) << name;
    }
  }
}

TEST(TableOptimiser, LeavesRowsThatNoBatchReadsAlone) {
  const Vector<double> before = TrainedTables("mmoe", {}, 0).row("embedding0", 3);
  for (const char* rule : {"sgd", "rowwise-adagrad", "lazy-adam"}) {
    const TrainedTables trained("mmoe", {.tables = rule}, 10);
    EXPECT_EQ(trained.row("embedding0", 3), before) << rule;
    EXPECT_NE(trained.row("embedding0", 0), TrainedTables("mmoe", {}, 0).row("embedding0", 0));
  }
}

// In the first step, Adam moves only rows that have a gradient.
TEST(TableOptimiser, OfLazyAdamIsAdamWhereEveryStepReadsTheRow) {
  for (const Problem& problem : {kTables, of_two_widths()}) {
    const TrainedTables dense("mmoe", {}, 1, problem);
    const TrainedTables lazy("mmoe", {.tables = "lazy-adam"}, 1, problem);
    EXPECT_EQ(lazy.theta, dense.theta);
  }
  EXPECT_NE(TrainedTables("mmoe", {.tables = "lazy-adam"}, 9).theta,
            TrainedTables("mmoe", {}, 9).theta);
}

TEST(TableOptimiser, OfRowwiseAdagradHasHandWorkedSteps) {
  OptimiserOptions options{.epsilon = 1e-15, .tables = "rowwise-adagrad"};
  TableOptimiser<double> optimiser(options, 3, 6);
  Vector<double> theta = Vector<double>::Zero(8), gradient = theta;
  const std::vector<TableRow> rows = {{4, 2, 1, 2}};
  gradient[4] = 3;
  gradient[5] = 4;
  optimiser.update(rows, mutable_view(theta), mutable_view(gradient), 0.1);
  const double first = 25.0 / 2;  // ||g||^2 / w
  EXPECT_NEAR(theta[4], -0.1 * 3 / std::sqrt(first), 1e-12);
  EXPECT_NEAR(theta[5], -0.1 * 4 / std::sqrt(first), 1e-12);
  EXPECT_TRUE(gradient.isZero(0));
  gradient[5] = 1;
  optimiser.update(rows, mutable_view(theta), mutable_view(gradient), 0.1);
  EXPECT_NEAR(theta[5], -0.1 * 4 / std::sqrt(first) - 0.1 / std::sqrt(first + 0.5), 1e-12);
  EXPECT_EQ(theta[0], 0);
}

TEST(TableOptimiser, IsClippedWithTheRest) {
  const TrainedTables dense("mmoe", {.name = "sgd", .clip_norm = 0.01}, 5);
  const TrainedTables sparse("mmoe", {.name = "sgd", .clip_norm = 0.01, .tables = "sgd"}, 5);
  EXPECT_LT((sparse.theta - dense.theta).cwiseAbs().maxCoeff(), 1e-14);
  EXPECT_GT((TrainedTables("mmoe", {.name = "sgd"}, 5).theta - dense.theta).cwiseAbs().maxCoeff(),
            1e-3);
}

}  // namespace
}  // namespace mmoe
