// SPDX-License-Identifier: Apache-2.0
#include "statistics/row_blocks.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "base/error.h"
#include "math/random.h"
#include "statistics/delong.h"
#include "statistics/paired.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

using RowValues = std::vector<double>;

/// 4,000 rows in turn in all blocks; every fourth is positive, and scores one more.
struct DrawnRows {
  RowValues labels, a, b;
  std::vector<std::uint8_t> block;
};

DrawnRows draw_rows() {
  DrawnRows rows;
  const Stream stream{7, Purpose::kTestNoise};
  for (std::size_t i = 0; i < 4000; ++i) {
    rows.labels.push_back(i % 4 == 0 ? 1 : 0);
    rows.a.push_back(rows.labels[i] + normal(stream, 2 * i));
    rows.b.push_back(rows.a[i] + 0.3 * normal(stream, 2 * i + 1));
    rows.block.push_back(static_cast<std::uint8_t>(i % kRowBlocks));
  }
  return rows;
}

TEST(RowBlocks, ByHand) {  // auc 3/4; positive 1, 1/2 of two rows, negative 1/2, 1 (delong_test)
  const auto blocks =
      *auc_blocks({3, 2, 1, 0}, {1, 0, 1, 0}, std::vector<std::uint8_t>{0, 0, 1, 2});
  ASSERT_EQ(blocks.size(), kRowBlocks);
  EXPECT_DOUBLE_EQ(blocks[0], 0.25 / 2 - 0.25 / 2);
  EXPECT_DOUBLE_EQ(blocks[1], -0.25 / 2);
  EXPECT_DOUBLE_EQ(blocks[2], 0.25 / 2);
  EXPECT_DOUBLE_EQ(block_variance(blocks), 50.0 / 49 * 2 * std::pow(0.25 / 2, 2));
  EXPECT_DOUBLE_EQ(block_variance(RowValues{1, -1}), 2 * 2);
}

TEST(RowBlocks, SumToZeroAndVaryAsDeLongSays) {
  const DrawnRows rows = draw_rows();
  const auto a = *auc_blocks(rows.a, rows.labels, rows.block);
  const auto b = *auc_blocks(rows.b, rows.labels, rows.block);
  EXPECT_NEAR(std::accumulate(a.begin(), a.end(), 0.0), 0, 1e-15);
  const auto exact_a = *auc_components(rows.a, rows.labels);
  const auto exact_b = *auc_components(rows.b, rows.labels);
  const double three_errors = 3 * std::sqrt(2.0 / 49);
  EXPECT_NEAR(block_variance(a) / delong_variance(exact_a), 1, three_errors);
  EXPECT_NEAR(block_variance(differences(a, b)) / delong_variance(exact_a - exact_b), 1,
              three_errors);
  // The models share their rows: their difference varies less than either.
  EXPECT_LT(block_variance(differences(a, b)), block_variance(a) / 2);
}

// R^2 = 1 - S / V; labels 1, 0, 1, 0, V = 1/4; errors 1/4, 1/4, 0, 0: S = 1/8, R^2 = 1/2.
TEST(RowBlocks, OfRSquaredByHand) {
  const auto blocks =
      *r_squared_blocks({0.5, 0.5, 1, 0}, {1, 0, 1, 0}, std::vector<std::uint8_t>{0, 1, 1, 2});
  EXPECT_DOUBLE_EQ(blocks[0], (0.5 * 0.25 - 0.25) / (4 * 0.25));
  EXPECT_DOUBLE_EQ(blocks[1], (0.5 * 0.25 - 0.25 + 0.5 * 0.25) / (4 * 0.25));
  EXPECT_DOUBLE_EQ(blocks[2], 0.5 * 0.25 / (4 * 0.25));
  EXPECT_FALSE(r_squared_blocks({0.5, 0.5}, {1, 1}, std::vector<std::uint8_t>{0, 1}));
  EXPECT_THROW(r_squared_blocks({1, 0}, {1, 0}, std::vector<std::uint8_t>{0}), RunError);
}

// Its variance is that over independent test sets.
TEST(RowBlocks, OfRSquaredVaryAsDrawsOfRowsDo) {
  RowValues drawn;
  double expected = 0;
  constexpr std::size_t kSets = 200, kRows = 1000;
  for (std::uint64_t set = 0; set < kSets; ++set) {
    RowValues labels, predictions;
    std::vector<std::uint8_t> block;
    for (std::uint64_t i = 0; i < kRows; ++i) {
      const double x = 0.5 + 0.2 * normal({set + 1, Purpose::kTestNoise}, 2 * i);
      labels.push_back(x + 0.4 * normal({set + 1, Purpose::kTestNoise}, 2 * i + 1));
      predictions.push_back(x);
      block.push_back(static_cast<std::uint8_t>(i % kRowBlocks));
    }
    expected += block_variance(*r_squared_blocks(predictions, labels, block)) / kSets;
    double errors = 0, spread = 0;
    for (std::size_t i = 0; i < kRows; ++i) {
      errors += std::pow(labels[i] - predictions[i], 2);
      spread += std::pow(labels[i] - mean(labels), 2);
    }
    drawn.push_back(1 - errors / spread);
  }
  EXPECT_NEAR(variance(drawn) / expected, 1, 3.5 * std::sqrt(2.0 / kSets));
}

TEST(RowBlocks, AreEmptyWhereAnAucIsUndefined) {
  EXPECT_FALSE(auc_blocks({1, 2, 3, 4}, {1, 0, 0, 0}, std::vector<std::uint8_t>{0, 1, 2, 3}));
  EXPECT_THROW(auc_blocks({1, 2, 3, 4}, {1, 0, 1, 0}, std::vector<std::uint8_t>{0, 1}), RunError);
}

}  // namespace
}  // namespace mmoe
