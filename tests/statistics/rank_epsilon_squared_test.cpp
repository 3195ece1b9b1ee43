// SPDX-License-Identifier: Apache-2.0
#include "statistics/rank_epsilon_squared.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "base/error.h"
#include "math/random.h"
#include "statistics/scipy_fixture.h"

namespace mmoe {
namespace {

TEST(RankEpsilonSquared, AgreesWithScipy) {
  for (const auto& c : scipy_cases("rank_share")) {
    std::vector<double> values;
    std::vector<std::size_t> group;
    for (std::size_t g = 0; g < c["groups"].size(); ++g) {
      for (const double value : c["groups"][g]) {
        values.push_back(value);
        group.push_back(g);
      }
    }
    expect_scipy(rank_epsilon_squared(values, group, 1, 1)->share, c["share"], c.dump());
  }
}

TEST(RankEpsilonSquared, IsOneMinusTheAdjustedRestOfTheRanks) {
  // Ranks 1 2 3 | 4 5 6: between groups 13.5 of 17.5.
  const std::vector<double> values = {1, 2, 3, 10, 20, 300};
  const std::vector<std::size_t> group = {0, 0, 0, 1, 1, 1};
  const auto result = rank_epsilon_squared(values, group, 1);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->groups, 2U);
  EXPECT_NEAR(result->share, 1 - (1 - 13.5 / 17.5) * 5 / 4, 1e-12);
  EXPECT_NEAR(result->p, 2.0 / 20, 0.03);  // 2 of the 20 splits are as great
}

TEST(RankEpsilonSquared, IsNearZeroWhereGroupsTellNothing) {
  std::vector<double> values;
  std::vector<std::size_t> group;
  for (std::size_t i = 0; i < 400; ++i) {
    values.push_back(normal({3, Purpose::kCheck}, i));
    group.push_back(i % 8);
  }
  const auto result = rank_epsilon_squared(values, group, 1);
  EXPECT_NEAR(result->share, 0, 0.05);
  EXPECT_GT(result->p, 0.05);
}

TEST(RankEpsilonSquared, CountsOnlyGroupsThatAreThere) {
  const std::vector<double> values = {1, 2, 3, 4};
  const std::vector<std::size_t> group = {0, 0, 7, 7};
  EXPECT_EQ(rank_epsilon_squared(values, group, 1)->groups, 2U);
}

TEST(RankEpsilonSquared, IsEmptyWhereUndefined) {
  using Groups = std::vector<std::size_t>;
  using Values = std::vector<double>;
  EXPECT_FALSE(rank_epsilon_squared(Values{1, 2, 3}, Groups{0, 0, 0}, 1));
  EXPECT_FALSE(rank_epsilon_squared(Values{1, 2, 3}, Groups{0, 1, 2}, 1));
  EXPECT_FALSE(rank_epsilon_squared(Values{2, 2, 2}, Groups{0, 1, 1}, 1));
  EXPECT_FALSE(rank_epsilon_squared(Values{1, std::nan(""), 3}, Groups{0, 1, 1}, 1));
  EXPECT_FALSE(rank_epsilon_squared(Values{}, Groups{}, 1));
  EXPECT_THROW(rank_epsilon_squared(Values{1}, Groups{}, 1), RunError);
}

}  // namespace
}  // namespace mmoe
