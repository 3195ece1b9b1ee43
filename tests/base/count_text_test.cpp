// SPDX-License-Identifier: Apache-2.0
#include "base/count_text.h"

#include <gtest/gtest.h>

namespace mmoe {
namespace {

TEST(CountText, HasCommasAndTheRightNoun) {
  EXPECT_EQ(with_commas(0), "0");
  EXPECT_EQ(with_commas(999), "999");
  EXPECT_EQ(with_commas(-13056), "-13,056");
  EXPECT_EQ(with_commas(1234567), "1,234,567");
  EXPECT_EQ(counted(0, "run"), "0 runs");
  EXPECT_EQ(counted(1, "run"), "1 run");
  EXPECT_EQ(counted(2000, "run"), "2,000 runs");
}

}  // namespace
}  // namespace mmoe
