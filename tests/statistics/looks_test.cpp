// SPDX-License-Identifier: Apache-2.0
#include "statistics/looks.h"

#include <gtest/gtest.h>

namespace mmoe {
namespace {

TEST(Looks, SharesAddUpToLessThanTheLevel) {
  EXPECT_EQ(look_share(0), 1);
  EXPECT_EQ(look_share(1), 0.5);
  EXPECT_EQ(look_share(3), 0.125);
  double sum = 0;
  for (std::size_t look = 1; look <= 40; ++look) sum += look_share(look);
  EXPECT_LT(sum, 1);
}

TEST(Looks, RunsDoubleUnlessTimeEnds) {
  EXPECT_EQ(next_look(12, 1000), 24);
  EXPECT_EQ(next_look(12, 24), 24);
  EXPECT_EQ(next_look(12, 15), 15);
  EXPECT_FALSE(next_look(12, 14));  // less than a quarter more
  EXPECT_FALSE(next_look(12, 0));
  EXPECT_EQ(next_look(1, 2), 2);
}

TEST(Looks, ArePlannedByWhatARunTakes) {
  using Plan = std::vector<std::int64_t>;
  EXPECT_EQ(planned_looks(12, 1, 60), (Plan{12, 24, 48, 60}));
  EXPECT_EQ(planned_looks(12, 1, 50), (Plan{12, 24, 48}));
  EXPECT_EQ(planned_looks(12, 1, 3), (Plan{12}));
}

}  // namespace
}  // namespace mmoe
