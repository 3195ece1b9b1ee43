// SPDX-License-Identifier: Apache-2.0
#include "statistics/interval.h"

#include <gtest/gtest.h>

namespace mmoe {
namespace {

TEST(Interval, FromTablesOfStudentsT) {
  const Interval at_95 = student_interval(10, 2, 9);  // t(0.975, 9) = 2.262157
  EXPECT_NEAR(at_95.low, 10 - 2 * 2.262157, 1e-6);
  EXPECT_NEAR(at_95.high, 10 + 2 * 2.262157, 1e-6);
  EXPECT_NEAR(student_interval(0, 1, 9, 0.90).high, 1.833113, 1e-6);
}

TEST(Interval, HasNoWidthWithoutError) {
  const Interval interval = student_interval(3, 0, 4);
  EXPECT_EQ(interval.low, 3);
  EXPECT_EQ(interval.high, 3);
}

}  // namespace
}  // namespace mmoe
