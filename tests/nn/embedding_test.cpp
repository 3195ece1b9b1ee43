// SPDX-License-Identifier: Apache-2.0
#include "nn/embedding.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "nn/input_layer.h"
#include "test_maps.h"

namespace mmoe {
namespace {

using Rows = Matrix<double>;

const std::vector<Task> kTasks = {{"y1", TaskKind::kRegression}, {"y2", TaskKind::kBinary}};

/// One dense input and two fields of 3 and 2 categories, in vectors of 2.
const Problem kEmbedded{1, 5, kTasks, {2, {3, 2}}};

/// Two layers of one unit each on kEmbedded, with weights and tables that are small whole numbers.
class EmbeddingTest : public ::testing::Test {
 protected:
  explicit EmbeddingTest(Tables tables = Tables::kShared)
      : layer_(layout_, plan_, kEmbedded,
               {{.members = numbered("task{}", 2), .weights = "", .biases = ""}}, tables),
        theta_(Vector<double>::Zero(layout_.size())),
        gradient_(theta_) {
    set("task0", Rows{{10, 1, 2, 3, 4}});
    set("task1", Rows{{0, 1, 0, 0, -1}});
    batch_.dense = Rows{{1, 5, 0}};
    // (third, first), (first, none), (none, none)
    batch_.sparse = {.items = {2, 3, 0}, .offsets = {0, 2, 3, 3}};
    batch_.labels = Matrix<double>::Zero(2, 3);
  }

  MutableWeightsView<double> block(const std::string& name, Vector<double>& of) {
    auto all = mutable_view(of);
    for (const Block& b : layout_.blocks()) {
      if (b.name == name) return weights<double>(all, b);
    }
    throw std::logic_error("no block " + name);
  }
  void set(const std::string& name, const Matrix<double>& to) { block(name, theta_) = to; }

  /// z [2 x 3], and gradient_ for dLoss/dz = `d_z`.
  Matrix<double> pass(const Matrix<double>& d_z) {
    Workspace<double> ws(plan_, 3);
    layer_.forward(view(theta_), batch_, ws);
    const Matrix<double> z = ws[layer_.output(0).value];
    ws[layer_.output(0).gradient] = d_z;
    auto gradient = mutable_view(gradient_);
    layer_.backward(view(theta_), batch_, ws, gradient);
    return z;
  }

  Layout layout_;
  BufferPlan plan_;
  InputLayer layer_;
  Vector<double> theta_, gradient_;
  Batch<double> batch_;
};

class EmbeddingPerTaskTest : public EmbeddingTest {
 protected:
  EmbeddingPerTaskTest() : EmbeddingTest(Tables::kPerNetwork) {}
};

TEST_F(EmbeddingTest, ReadsTheColumnsOfTheSetInputs) {
  set("embedding0", Rows{{1, 3, 5}, {2, 4, 6}});
  set("embedding1", Rows{{7, 9}, {8, 10}});
  // Inputs (1, 5 6, 7 8), (5, 1 2, 0 0), (0, 0 0, 0 0) against (10, 1 2, 3 4), (0, 1 0, 0 -1).
  const Rows expected{{10 + 5 + 12 + 21 + 32, 50 + 1 + 4, 0}, {5 - 8, 1, 0}};
  EXPECT_EQ(pass(Matrix<double>::Zero(2, 3)), expected);
  EXPECT_EQ(gradient_.norm(), 0);
}

TEST_F(EmbeddingTest, GivesAGradientToThoseColumnsAlone) {
  set("embedding0", Rows{{1, 3, 5}, {2, 4, 6}});
  set("embedding1", Rows{{7, 9}, {8, 10}});
  pass(Rows{{1, 2, 1}, {1, 0, 1}});
  // Example 0 has d_e = w0 + w1 = (2 2, 3 3), example 1 has 2 w0 = (2 4, ..).
  EXPECT_EQ(block("embedding0", gradient_), (Rows{{2, 0, 2}, {4, 0, 2}}));
  EXPECT_EQ(block("embedding1", gradient_), (Rows{{3, 0}, {3, 0}}));
  EXPECT_EQ(block("task0", gradient_), (Rows{{1 + 10, 5 + 2, 6 + 4, 7, 8}}));
  EXPECT_EQ(block("task1", gradient_), (Rows{{1, 5, 6, 7, 8}}));
}

TEST_F(EmbeddingPerTaskTest, EachTasksLayerReadsItsOwnTables) {
  set("task0.embedding0", Rows{{1, 3, 5}, {2, 4, 6}});
  set("task1.embedding0", Rows{{-1, 0, 2}, {0, 0, 0}});
  set("task0.embedding1", Rows{{7, 9}, {8, 10}});
  const Rows expected{{80, 55, 0}, {2, -1, 0}};
  EXPECT_EQ(pass(Rows{{0, 0, 0}, {1, 0, 0}}), expected);
  EXPECT_EQ(block("task0.embedding0", gradient_).norm(), 0);
  EXPECT_EQ(block("task0.embedding1", gradient_).norm(), 0);
  EXPECT_EQ(block("task1.embedding0", gradient_), (Rows{{0, 0, 1}, {0, 0, 0}}));
  EXPECT_EQ(block("task1.embedding1", gradient_), (Rows{{0, 0}, {-1, 0}}));
}

TEST(EmbeddingWidths, AreEachFieldsOwn) {
  const Problem problem{0, 5, kTasks, {1, {3, 2}, {}, {1, 3}}};
  EXPECT_EQ(problem.inputs(), 4);
  Layout layout;
  BufferPlan plan;
  const InputLayer layer(layout, plan, problem,
                         {{.members = {{"task0"}}, .weights = "", .biases = ""}}, Tables::kShared);
  Vector<double> theta = Vector<double>::Zero(layout.size());
  auto all = mutable_view(theta);
  for (const Block& block : layout.blocks()) {
    auto w = weights<double>(all, block);
    if (block.name == "task0") w = Rows{{10, 1, 2, 3}};
    if (block.name == "embedding0") w = Rows{{5, 6, 7}};
    if (block.name == "embedding1") w = Rows{{1, 4}, {2, 5}, {3, 6}};
  }
  Batch<double> batch;
  batch.sparse = {.items = {1, 4, 3}, .offsets = {0, 2, 3}};
  batch.dense = Rows(0, 2);
  batch.labels = Matrix<double>::Zero(2, 2);
  Workspace<double> ws(plan, 2);
  layer.forward(view(theta), batch, ws);
  const Rows expected{{10 * 6 + 4 + 2 * 5 + 3 * 6, 1 + 2 * 2 + 3 * 3}};
  EXPECT_EQ(Rows(ws[layer.output(0).value]), expected);
}

}  // namespace
}  // namespace mmoe
