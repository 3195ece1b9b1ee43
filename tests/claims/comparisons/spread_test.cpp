// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "claims/made_result.h"

namespace mmoe {
namespace {

using testing::made_claim;
using testing::made_losses;
using testing::only_part;

// Distances from the median 4, 2, 0, 2, 4 and a tenth of that: F = 11.664 / (11.312 / 8) = 8.24894
// with 1 and 8 degrees of freedom, whose upper tail (closed form of t with 8) is 0.020761.
constexpr double kTail = 0.020761;
const std::vector<double> kWide = {6, 8, 10, 12, 14};
const std::vector<double> kNarrow = {9.6, 9.8, 10, 10.2, 10.4};

TEST(Spread, IsWider) {
  const Result result = made_losses({{"a@1", kWide}, {"b@1", kNarrow}});
  const Part part = only_part(made_claim("spread", {"a@1"}, {"b@1"}), result);
  EXPECT_NEAR(*part.estimate, 10, 1e-9);  // ratio of standard deviations
  EXPECT_EQ(part.holds, true);
  EXPECT_NEAR(*part.p_for, kTail / 2, 1e-6);
  EXPECT_NEAR(*part.p_against, 1 - kTail / 2, 1e-6);
}

TEST(Spread, IsNarrower) {
  const Result result = made_losses({{"a@1", kWide}, {"b@1", kNarrow}});
  const Part part = only_part(made_claim("spread", {"b@1"}, {"a@1"}), result);
  EXPECT_EQ(part.holds, false);
  EXPECT_NEAR(*part.p_against, kTail / 2, 1e-6);
}

TEST(Spread, NeedsThreeRunsThatVary) {
  const Claim claim = made_claim("spread", {"a@1"}, {"b@1"});
  EXPECT_EQ(only_part(claim, made_losses({{"a@1", {1, 2}}, {"b@1", {1, 3}}})).reason,
            "2 runs: the test needs 3");
  const Part equal = only_part(claim, made_losses({{"a@1", {1, 1, 1}}, {"b@1", {2, 2, 2}}}));
  EXPECT_EQ(equal.reason, "the runs do not vary: no test");
  EXPECT_FALSE(equal.estimate);
}

TEST(SameSpread, WithinAndOutsideTheMargin) {
  // Distances from the median: 4, 2, 0, 2, 4; 4, 2, 0, 2, 5; and a tenth of the first.
  const Result result =
      made_losses({{"a@1", kWide}, {"b@1", kNarrow}, {"c@1", {6, 8, 10, 12, 15}}});
  const Part same = only_part(made_claim("same-spread", {"a@1"}, {"c@1"}, 0.5), result);
  EXPECT_EQ(same.estimate, 0);
  EXPECT_EQ(same.holds, true);
  EXPECT_DOUBLE_EQ(*same.p_for, 1.0 / 16);  // 0 four times; -1 is at the margin, and drops out
  const Part other = only_part(made_claim("same-spread", {"a@1"}, {"b@1"}, 0.5), result);
  EXPECT_NEAR(*other.estimate, 1.8, 1e-12);  // 3.6, 1.8, 0, 1.8, 3.6; margin 0.55
  EXPECT_EQ(other.holds, false);
}

}  // namespace
}  // namespace mmoe
