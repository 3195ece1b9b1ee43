// SPDX-License-Identifier: Apache-2.0
#include "math/sobol.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace mmoe {
namespace {

TEST(SobolPoints, PutOnePointIntoEachOfEquallyManyIntervalsOfEveryCoordinate) {
  const Eigen::MatrixXd points = sobol_points(64, 5, {7, Purpose::kCheck});
  for (Index k = 0; k < points.cols(); ++k) {
    std::set<int> intervals;
    for (Index i = 0; i < points.rows(); ++i) {
      intervals.insert(static_cast<int>(std::floor(64 * points(i, k))));
    }
    EXPECT_EQ(intervals.size(), 64U) << k;
    EXPECT_EQ(*intervals.begin(), 0);
    EXPECT_EQ(*intervals.rbegin(), 63);
  }
}

TEST(SobolPoints, DoNotDependOnHowManyThereAre) {
  const Stream stream{7, Purpose::kCheck};
  EXPECT_EQ(sobol_points(100, 3, stream).topRows(9), sobol_points(9, 3, stream));
}

TEST(SobolPoints, DifferFromStreamToStream) {
  EXPECT_NE(sobol_points(4, 2, {1, Purpose::kCheck}), sobol_points(4, 2, {2, Purpose::kCheck}));
}

}  // namespace
}  // namespace mmoe
