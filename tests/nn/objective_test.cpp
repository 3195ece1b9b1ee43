// SPDX-License-Identifier: Apache-2.0
#include "nn/objective.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace mmoe {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
const Task kValue{"value", TaskKind::kRegression};
const Task kLabel{"label", TaskKind::kBinary};

struct Evaluated {
  double total;
  std::vector<double> losses;
  Matrix<double> gradient;

  Evaluated(MultiTaskLoss<double> loss, const Matrix<double>& outputs, const Matrix<double>& labels,
            const Matrix<double>& weights = Matrix<double>(1, 0))
      : total(0), gradient(outputs.rows(), outputs.cols()) {
    gradient.setConstant(7);
    Batch<double> batch;
    batch.labels = labels;
    batch.weights = weights;
    total = loss(outputs, batch, gradient);
    losses = loss.losses();
  }
};

TEST(MultiTaskLoss, IsTheSumOfTheTasksMeans) {
  const Evaluated e(MultiTaskLoss<double>({kValue, kLabel}), Matrix<double>{{1, 3}, {0, 0}},
                    Matrix<double>{{0, 1}, {1, 0}});
  EXPECT_DOUBLE_EQ(e.losses[0], (1 + 4) / 2.0);
  EXPECT_DOUBLE_EQ(e.losses[1], std::log(2));
  EXPECT_DOUBLE_EQ(e.total, 2.5 + std::log(2));
  EXPECT_TRUE(e.gradient.isApprox(Matrix<double>{{1, 2}, {-0.25, 0.25}}));
}

TEST(MultiTaskLoss, WeighsTasksButReportsTheirOwnLosses) {
  const Matrix<double> outputs{{1, 3}, {0, 0}}, labels{{0, 1}, {1, 0}};
  const Evaluated e(MultiTaskLoss<double>({kValue, kLabel}, {2, 0}), outputs, labels);
  EXPECT_DOUBLE_EQ(e.losses[0], 2.5);
  EXPECT_DOUBLE_EQ(e.losses[1], std::log(2));
  EXPECT_DOUBLE_EQ(e.total, 5);
  EXPECT_TRUE(e.gradient.isApprox(Matrix<double>{{2, 4}, {0, 0}}));
}

TEST(MultiTaskLoss, SkipsExamplesThatLackATasksLabel) {
  Task value = kValue, label = kLabel;
  value.partly_labelled = label.partly_labelled = true;
  const Matrix<double> outputs{{1, 3, 9}, {0, 5, 0}}, labels{{0, 1, kNone}, {1, kNone, 0}};
  const Evaluated e(MultiTaskLoss<double>({value, label}), outputs, labels);
  // As if each task had a batch of its two labelled examples.
  EXPECT_DOUBLE_EQ(e.losses[0], 2.5);
  EXPECT_DOUBLE_EQ(e.losses[1], std::log(2));
  EXPECT_TRUE(e.gradient.isApprox(Matrix<double>{{1, 2, 0}, {-0.25, 0, 0.25}}));
}

TEST(MultiTaskLoss, CountsExamplesByTheirWeights) {
  Task label = kLabel;
  label.partly_labelled = true;
  const Matrix<double> outputs{{1, 3, 9}, {0, 5, 0}}, labels{{0, 1, 9}, {1, kNone, 0}};
  const Evaluated e(MultiTaskLoss<double>({kValue, label}), outputs, labels,
                    Matrix<double>{{3, 0.5, 7}});
  EXPECT_DOUBLE_EQ(e.losses[0], (3 * 1 + 0.5 * 4) / 3);
  // The mean over the two that have this label, of weights 3 and 7.
  EXPECT_DOUBLE_EQ(e.losses[1], (3 + 7) / 2.0 * std::log(2));
  EXPECT_TRUE(e.gradient.isApprox(Matrix<double>{{2, 2 / 3.0, 0}, {-0.75, 0, 1.75}}));
}

// Where the heap puts it differs from one process to the next.
TEST(MultiTaskLoss, OfPartOfTheExamplesHasTheSameBitsWhereverItIs) {
  const Task partly{"label", TaskKind::kBinary, true};
  Matrix<float> outputs(1, 29), first(1, 29), again(1, 29);
  Batch<float> batch;
  batch.labels.resize(1, 29);
  for (Index b = 0; b < 29; ++b) {
    outputs(0, b) = std::sin(static_cast<float>(7 * b));
    batch.labels(0, b) =
        b % 5 == 0 ? std::numeric_limits<float>::quiet_NaN() : static_cast<float>(b % 2);
  }
  MultiTaskLoss<float> loss({partly});
  const float total = loss(outputs, batch, first);
  std::vector<std::vector<char>> elsewhere;
  for (std::size_t bytes = 8; bytes < 400; bytes += 16) {
    elsewhere.emplace_back(bytes);
    MultiTaskLoss<float> other({partly});
    EXPECT_EQ(other(outputs, batch, again), total) << bytes;
    EXPECT_EQ(again, first) << bytes;
  }
}

TEST(MultiTaskLoss, OfATaskWithoutAnyLabelIsZero) {
  Task value = kValue;
  value.partly_labelled = true;
  const Evaluated e(MultiTaskLoss<double>({kLabel, value}), Matrix<double>{{0, 0}, {1, 2}},
                    Matrix<double>{{1, 0}, {kNone, kNone}});
  EXPECT_DOUBLE_EQ(e.total, std::log(2));
  EXPECT_EQ(e.losses[1], 0);
  EXPECT_TRUE(e.gradient.row(1).isZero(0));
}

}  // namespace
}  // namespace mmoe
