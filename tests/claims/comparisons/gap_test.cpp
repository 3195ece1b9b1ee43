// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "claims/made_result.h"

namespace mmoe {
namespace {

using testing::kThreeAlike;
using testing::made_claim;
using testing::made_losses;
using testing::only_part;

std::vector<Part> gap_parts(const std::vector<double>& ours, const std::vector<double>& theirs) {
  const std::vector<double> zeros(ours.size(), 0.0);
  const Result result =
      made_losses({{"a@0.5", ours}, {"a@1", zeros}, {"b@0.5", theirs}, {"b@1", zeros}});
  return find_comparison("gap").compare(made_claim("gap", {"a@0.5", "a@1"}, {"b@0.5", "b@1"}),
                                        result);
}

TEST(Gap, IsSmallerThanTheOther) {
  const auto parts = gap_parts({0.25, 0.25, 0.25}, {1.25, 2.25, 3.25});
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts[0].estimate, 2);    // difference
  EXPECT_EQ(parts[1].estimate, 2.5);  // sum
  EXPECT_NEAR(*parts[0].p_for, kThreeAlike, 1e-6);
  EXPECT_EQ(parts[0].holds, true);
  EXPECT_EQ(parts[1].holds, true);
}

TEST(Gap, IsGreaterThanTheOther) {
  const auto parts = gap_parts({3, 3, 3}, {0, 1, 2});
  EXPECT_EQ(parts[0].holds, false);
  EXPECT_NEAR(*parts[0].p_against, kThreeAlike, 1e-6);  // of -3, -2, -1
}

TEST(Gap, ThatTurnedRoundIsNotSmall) {
  const auto parts = gap_parts({-4, -4, -4}, {1, 2, 3});
  EXPECT_EQ(parts[0].holds, true);
  EXPECT_EQ(parts[1].holds, false);
  EXPECT_NEAR(*parts[1].p_against, kThreeAlike, 1e-6);
}

}  // namespace
}  // namespace mmoe
