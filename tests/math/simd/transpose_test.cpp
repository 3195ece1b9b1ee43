// SPDX-License-Identifier: Apache-2.0
#include "math/simd/transpose.h"

#include <gtest/gtest.h>

#include "math/simd/tiles.h"
#include "without_avx512.h"

namespace mmoe {
namespace {

template <typename Scalar>
void expect_transposed(Index rows, Index cols) {
  const Matrix<Scalar> from = Matrix<Scalar>::Random(rows, cols);
  Matrix<Scalar> room = Matrix<Scalar>::Zero(cols + 2, rows + 3);  // a window of something larger
  transpose<Scalar>(from, room.block(1, 1, cols, rows));
  EXPECT_EQ(room.block(1, 1, cols, rows), from.transpose()) << rows << " x " << cols;
  room.block(1, 1, cols, rows).setZero();
  EXPECT_TRUE(room.isZero(0)) << rows << " x " << cols;
}

void expect_all_shapes_transposed() {
  for (Index rows = 1; rows < 36; ++rows) {
    for (Index cols = 1; cols < 20; ++cols) {
      expect_transposed<float>(rows, cols);
      expect_transposed<double>(rows, cols);
    }
  }
}

TEST(Transpose, OfAnyShapeStaysInItsWindow) { expect_all_shapes_transposed(); }

#ifdef __AVX2__
TEST(Transpose, OfAnyShapeStaysInItsWindowWithoutAvx512) {
  if (!has_avx512) GTEST_SKIP() << "as this processor is: the test before was it";
  testing::without_avx512(expect_all_shapes_transposed);
}
#endif

TEST(Tiles, CoverARangeOnceAndInOrder) {
  for (Index end = 5; end < 100; ++end) {
    Index next = 5;
    for_each_tile(5, end, [&](auto size, Index at) {
      EXPECT_EQ(at, next);
      next += size;
    });
    EXPECT_EQ(next, end);
  }
}

}  // namespace
}  // namespace mmoe
