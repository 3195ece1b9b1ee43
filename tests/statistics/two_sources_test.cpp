// SPDX-License-Identifier: Apache-2.0
#include "statistics/two_sources.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "statistics/distributions.h"
#include "statistics/paired.h"

namespace mmoe {
namespace {

using Values = std::vector<double>;

TEST(TwoSources, ByHand) {  // sd 1 of four runs, so runs = 1/2, and rows = 1/2
  const auto found = two_sources(Values{4, 4, 6, 6}, 4.0 / 12);
  EXPECT_EQ(found->center, 5);
  EXPECT_DOUBLE_EQ(found->runs, std::sqrt(4.0 / 3 / 4));
  EXPECT_DOUBLE_EQ(found->rows, std::sqrt(1.0 / 3));
  EXPECT_DOUBLE_EQ(found->total, std::sqrt(2.0 / 3));
  const double dof = 3 * 4;  // equal shares: (1 / (1/2))^2 (n - 1)
  EXPECT_NEAR(found->ci95.high - 5, student_upper_quantile(0.025, dof) * found->total, 1e-12);
  EXPECT_NEAR(found->p, student_two_sided(5 / found->total, dof), 1e-15);
}

TEST(TwoSources, IsStudentsIntervalWithoutRowsAndNormalWithoutRuns) {
  const Values values = {1, 2, 4};
  const Interval student = *paired_test(values).ci95;
  EXPECT_DOUBLE_EQ(two_sources(values, 0)->ci95.low, student.low);
  EXPECT_NEAR(two_sources(Values{3, 3}, 4)->ci95.high, 3 + 2 * normal_quantile(0.975), 1e-7);
  const auto still = two_sources(Values{3, 3}, 0);
  EXPECT_EQ(still->ci95.low, 3);
  EXPECT_EQ(still->p, 1);
}

TEST(TwoSources, IsEmptyWhereUndefined) {
  EXPECT_FALSE(two_sources(Values{1}, 1));
  EXPECT_FALSE(two_sources(Values{1, std::nan("")}, 1));
  EXPECT_FALSE(two_sources(Values{1, 2}, -1));
  EXPECT_FALSE(two_sources(Values{1, 2}, std::nan("")));
}

}  // namespace
}  // namespace mmoe
