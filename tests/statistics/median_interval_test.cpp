// SPDX-License-Identifier: Apache-2.0
#include "statistics/median_interval.h"

#include "statistics/scipy_fixture.h"
#include "statistics/sign_test.h"

namespace mmoe {
namespace {

TEST(MedianInterval, AgreesWithScipy) {
  for (const auto& c : scipy_cases("median_interval")) {
    const auto found = median_interval(c["values"].get<Values>());
    ASSERT_TRUE(found) << c;
    expect_scipy(found->interval, c["interval"], c.dump());
    expect_scipy(found->coverage, c["coverage"], c.dump());
  }
}

TEST(MedianInterval, ByHand) {
  const auto six = median_interval(Values{3, 1, 2, 6, 5, 4});
  EXPECT_EQ(six->interval.low, 1);
  EXPECT_EQ(six->interval.high, 6);
  EXPECT_DOUBLE_EQ(six->coverage, 1 - 2.0 / 64);
  EXPECT_DOUBLE_EQ(median_interval(Values{1, 2, 3, 4, 5}, 0.9)->coverage, 1 - 2.0 / 32);
}

TEST(MedianInterval, ExcludesZeroWhereTheSignTestRejects) {
  Values values;  // i of 12 below 0
  for (int i = 1; i <= 12; ++i) values.push_back(i);
  for (double& value : values) {
    value = -value;
    const Interval interval = median_interval(values)->interval;
    EXPECT_EQ(interval.low > 0 || interval.high < 0, sign_test(values)->p < 0.05) << value;
  }
}

TEST(MedianInterval, IsEmptyWhereNoneReachesTheLevel) {
  EXPECT_FALSE(median_interval(Values{}));
  EXPECT_FALSE(median_interval(Values{1, 2, 3, 4, 5}));
  EXPECT_FALSE(median_interval(Values{1, 2, 3, 4, 5, std::nan("")}));
}

}  // namespace
}  // namespace mmoe
