// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "claims/made_result.h"

namespace mmoe {
namespace {

using testing::made_claim;
using testing::made_losses;
using testing::only_part;

/// Eleven runs, whose second lowest, the 10 % quantile, is `low`.
std::vector<double> eleven(double low) {
  std::vector<double> values(11, 10 * low);
  values[3] = low / 2;
  values[7] = low;
  return values;
}

Part lowest_of(const std::vector<double>& a, const std::vector<double>& b) {
  return only_part(made_claim("lowest", {"a@1", "b@1"}, {}, 0.25),
                   made_losses({{"a@1", a}, {"b@1", b}}));
}

TEST(Lowest, IsARatioOfLowQuantilesWithoutAVerdict) {
  const Part part = lowest_of(eleven(1), eleven(1.1));
  EXPECT_NEAR(*part.estimate, 1.1, 1e-12);
  EXPECT_EQ(part.holds, true);
  EXPECT_EQ(part.certain, Outcome::kNotTested);
  EXPECT_FALSE(part.p_for || part.p_against);
  EXPECT_EQ(part_text(part), "a 1.0000, b 1.1000: ratio 1.100, comparable up to 1.25");
  EXPECT_EQ(lowest_of(eleven(1), eleven(2)).holds, false);
}

TEST(Lowest, OneLuckyRunCountsForNothing) {
  std::vector<double> lucky = eleven(2);
  lucky[3] = 0.01;
  EXPECT_NEAR(*lowest_of(eleven(1), lucky).estimate, 2, 1e-12);
}

TEST(Lowest, NeedsTenRunsAndPositiveValues) {
  EXPECT_EQ(lowest_of({1, 2}, {1, 2}).reason, "2 runs: a low quantile needs 10");
  const Part zero = lowest_of(eleven(1), eleven(0));
  EXPECT_EQ(zero.reason, "a low quantile is 0: no ratio");
  EXPECT_FALSE(zero.estimate);
}

}  // namespace
}  // namespace mmoe
