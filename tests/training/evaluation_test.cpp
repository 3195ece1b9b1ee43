// SPDX-License-Identifier: Apache-2.0
#include "training/evaluation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

namespace mmoe {
namespace {

/// Example e has dense input and label e, and sets e % 3 of the sparse inputs.
Batch<float> numbered(Index examples, Index sparse_inputs) {
  Batch<float> batch;
  batch.dense.resize(1, examples);
  for (Index e = 0; e < examples; ++e) {
    batch.dense(0, e) = static_cast<float>(e);
    if (sparse_inputs == 0) continue;
    for (Index i = 0; i < e % 3; ++i) {
      batch.sparse.items.push_back(static_cast<std::int32_t>((e + i) % sparse_inputs));
    }
    batch.sparse.end_list();
  }
  batch.labels = batch.dense;
  return batch;
}

TEST(HeldOut, IsTheSetInPieces) {
  constexpr Index kExamples = 2 * HeldOut::kChunk + 44;
  for (const Index sparse_inputs : {0, 7}) {
    const Problem problem{1, sparse_inputs, {{"y"}}};
    const Batch<float> all = numbered(kExamples, sparse_inputs);
    const HeldOut held_out(all, problem);
    ASSERT_EQ(held_out.chunks().size(), 3u);
    EXPECT_EQ(held_out.size(), static_cast<std::size_t>(kExamples));
    Index e = 0;
    for (const Batch<float>& chunk : held_out.chunks()) {
      ASSERT_EQ(chunk.sparse.size(), sparse_inputs > 0 ? chunk.size() : 0);
      EXPECT_EQ(chunk.combinations.of_examples.size(), chunk.sparse.size());
      for (Index i = 0; i < chunk.size(); ++i, ++e) {
        EXPECT_EQ(chunk.dense(0, i), static_cast<float>(e));
        EXPECT_EQ(chunk.labels(0, i), static_cast<float>(e));
        EXPECT_EQ(held_out.labels(0)[static_cast<std::size_t>(e)], static_cast<float>(e));
        if (sparse_inputs > 0) {
          EXPECT_TRUE(std::ranges::equal(chunk.sparse[i], all.sparse[e])) << e;
        }
      }
    }
    EXPECT_EQ(e, kExamples);
  }
}

TEST(HeldOut, LeavesRowsWithoutALabelOutOfATasksMetrics) {
  Problem problem{1, 0, {{"all"}, {"some", TaskKind::kBinary, true}}};
  Batch<float> batch = numbered(5, 0);
  const float none = std::numeric_limits<float>::quiet_NaN();
  batch.labels = Matrix<float>{{0, 1, 2, 3, 4}, {1, none, 0, none, 1}};
  const HeldOut held_out(batch, problem);
  EXPECT_EQ(held_out.known_labels(0).size(), 5u);
  EXPECT_EQ(held_out.known_labels(1), (std::vector<float>{1, 0, 1}));
  // Outputs of rows without a label are no matter: 0.5 would be between 0 and 1.
  const Predictions predictions{{{0, 1, 2, 3, 4}, {2, -9, -2, 9, -3}}, {}};
  EXPECT_EQ(task_loss(held_out, predictions, 0), 0.0);
  EXPECT_EQ(task_auc(held_out, predictions, 1), 0.5);  // of two pairs, one is in order
  for (const MetricValue& m : task_metrics(held_out, predictions, 1)) {
    EXPECT_TRUE(m.value.has_value()) << m.metric;
    if (m.metric == "accuracy") {
      EXPECT_DOUBLE_EQ(*m.value, 2.0 / 3);
    }
  }
}

}  // namespace
}  // namespace mmoe
