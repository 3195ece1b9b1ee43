// SPDX-License-Identifier: Apache-2.0
#include "statistics/live/user_ratio.h"

#include "statistics/live/made_up_users.h"
#include "statistics/sample.h"
#include "statistics/scipy_fixture.h"

namespace mmoe {
namespace {

TEST(UserRatio, ByHand) {  // R = 6 / 12, nbar = 4
  const auto found = user_ratio(Users{{1, 4}, {4, 6}, {1, 2}});
  EXPECT_EQ(found->ratio, 0.5);
  EXPECT_EQ(found->linearised, (Values{-0.25, 0.25, 0}));
  EXPECT_DOUBLE_EQ(ratio_error(found->linearised), 0.25 / std::sqrt(3));
}

TEST(UserRatio, WithOneImpressionPerUserIsTheMean) {
  const Values values = {3, 1, 4, 1, 5};
  Users users;
  for (double value : values) users.push_back({value, 1});
  const auto found = user_ratio(users);
  EXPECT_DOUBLE_EQ(found->ratio, mean(values));
  EXPECT_DOUBLE_EQ(ratio_error(found->linearised), standard_deviation(values) / std::sqrt(5));
}

TEST(UserRatio, UsersWithoutImpressionsOnlyCount) {
  const auto found = user_ratio(Users{{1, 4}, {3, 4}, {0, 0}, {0, 0}});
  EXPECT_EQ(found->ratio, 0.5);
  EXPECT_EQ(found->linearised, (Values{-0.5, 0.5, 0, 0}));
}

TEST(UserRatio, OfNothingIsZeroWithoutError) {
  const auto found = user_ratio(Users{{0, 4}, {0, 3}});
  EXPECT_EQ(found->ratio, 0);
  EXPECT_EQ(ratio_error(found->linearised), 0);
}

TEST(UserRatio, IsEmptyWhereUndefined) {
  EXPECT_FALSE(user_ratio({}));
  EXPECT_FALSE(user_ratio(Users{{1, 4}}));
  EXPECT_FALSE(user_ratio(Users{{0, 0}, {0, 0}}));
  EXPECT_FALSE(user_ratio(Users{{1, 4}, {std::nan(""), 4}}));
  EXPECT_FALSE(user_ratio(Users{{1, 4}, {1, INFINITY}}));
  EXPECT_FALSE(user_ratio(Users{{1, 4}, {INFINITY, 2}}));
}

}  // namespace
}  // namespace mmoe
