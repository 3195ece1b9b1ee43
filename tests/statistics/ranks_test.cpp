// SPDX-License-Identifier: Apache-2.0
#include "statistics/ranks.h"

#include <gtest/gtest.h>

namespace mmoe {
namespace {

using Values = std::vector<double>;

TEST(Ranks, WithoutTies) {
  const Ranks ranks = rank(Values{30, -10, 20});
  EXPECT_EQ(ranks.ranks, (Values{3, 1, 2}));
  EXPECT_EQ(ranks.tie_sum, 0);
}

TEST(Ranks, TiesShareTheirMeanRank) {
  const Ranks ranks = rank(Values{5, 1, 5, 2, 1, 5});  // ranks 1, 2 to 1; 3 to 2; 4, 5, 6 to 5
  EXPECT_EQ(ranks.ranks, (Values{5, 1.5, 5, 3, 1.5, 5}));
  EXPECT_EQ(ranks.tie_sum, (8 - 2) + (27 - 3));
}

TEST(Ranks, ValuesUpToRoundingTie) {
  const Ranks ranks = rank(Values{1, 1.25, 1.5, 3}, 0.25);  // 1.5 is too far from 1
  EXPECT_EQ(ranks.ranks, (Values{1.5, 1.5, 3, 4}));
  EXPECT_EQ(ranks.tie_sum, 8 - 2);
}

TEST(Ranks, OfNoValuesAreEmpty) { EXPECT_TRUE(rank(Values{}).ranks.empty()); }

}  // namespace
}  // namespace mmoe
