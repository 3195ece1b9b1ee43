// SPDX-License-Identifier: Apache-2.0
#include "statistics/two_sources.h"

#include <cmath>

#include "statistics/distributions.h"
#include "statistics/paired.h"
#include "statistics/scipy_fixture.h"

namespace mmoe {
namespace {

TEST(TwoSources, AgreesWithScipy) {
  for (const auto& c : scipy_cases("two_sources")) {
    const auto found = two_sources(c["values"].get<Values>(), c["rows_variance"], c["rows_dof"]);
    ASSERT_TRUE(found) << c;
    expect_scipy(found->dof, c["dof"], "dof of " + c.dump());
    expect_scipy(found->p, c["p"], "p of " + c.dump());
    expect_scipy(found->ci95, c["ci95"], "interval of " + c.dump());
  }
}

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

TEST(TwoSources, RowsOfFewBlocksCostDegreesOfFreedom) {  // equal shares: 1 / (1/4 (1/3 + 1/9))
  const auto found = two_sources(Values{4, 4, 6, 6}, 4.0 / 12, 9);
  EXPECT_NEAR(found->dof, 9, 1e-12);
  EXPECT_NEAR(two_sources(Values{3, 3}, 4, 9)->dof, 9, 1e-12);
}

TEST(TwoSources, RunsNeededLeaveWhatTheRowsAllow) {
  const double z = normal_quantile(0.975) + normal_quantile(0.8);
  // A mean 2 z from 0 where rows leave sqrt 3: runs may leave 1, of 3 each: 9.
  const TwoSources sources{.center = 2 * z, .runs = 1.5, .rows = std::sqrt(3)};
  EXPECT_NEAR(static_cast<double>(*two_sources_runs_needed(sources, 4, 0.8, 0.05)), 9, 1);
  const TwoSources hidden{.center = 1.7 * z, .runs = 1.5, .rows = std::sqrt(3)};
  EXPECT_FALSE(two_sources_runs_needed(hidden, 4, 0.8, 0.05));  // 1.7 < sqrt 3
}

TEST(TwoSources, IsEmptyWhereUndefined) {
  EXPECT_FALSE(two_sources(Values{1}, 1));
  EXPECT_FALSE(two_sources(Values{1, std::nan("")}, 1));
  EXPECT_FALSE(two_sources(Values{1, 2}, -1));
  EXPECT_FALSE(two_sources(Values{1, 2}, std::nan("")));
}

}  // namespace
}  // namespace mmoe
