// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "claims/made_result.h"

namespace mmoe {
namespace {

using testing::made_claim;
using testing::made_losses;
using testing::only_part;

// P(T > 17.3205) with 2 degrees of freedom: see made_result.h.
constexpr double kFarTail = 0.0016584;

TEST(Same, WithinTheMargin) {
  // Differences -0.1, 0, 0.1: se = 0.057735; the margin is 0.5 of the mean, 2.
  const Result result = made_losses({{"a@1", {1.9, 2, 2.1}}, {"b@1", {2, 2, 2}}});
  const Part part = only_part(made_claim("same", {"a@1"}, {"b@1"}, 0.5), result);
  EXPECT_NEAR(*part.estimate, 0, 1e-12);
  EXPECT_EQ(part.holds, true);
  EXPECT_NEAR(*part.p_for, kFarTail, 1e-6);
  EXPECT_NEAR(*part.p_against, 1, 1e-12);
  EXPECT_NEAR(*part.effect, 10, 1e-9);  // 1 / 0.1
  EXPECT_NEAR(*part.margin, 10, 1e-9);
}

TEST(Same, OutsideTheMargin) {
  // Mean difference 2, margin 0.5 of the mean, 2: 1 beyond it, on one of two sides.
  const Result result = made_losses({{"a@1", {2.9, 3, 3.1}}, {"b@1", {1, 1, 1}}});
  const Part part = only_part(made_claim("same", {"a@1"}, {"b@1"}, 0.5), result);
  EXPECT_EQ(part.holds, false);
  EXPECT_NEAR(*part.p_against, 2 * kFarTail, 1e-6);
  EXPECT_GT(*part.p_for, 0.99);
}

TEST(Same, OpenAtTheMargin) {
  const Result result = made_losses({{"a@1", {2.4, 2.5, 2.6}}, {"b@1", {1.5, 1.5, 1.5}}});
  const Part part = only_part(made_claim("same", {"a@1"}, {"b@1"}, 0.5), result);
  EXPECT_NEAR(*part.p_for, 0.5, 1e-9);
  EXPECT_NEAR(*part.p_against, 1, 1e-9);
}

TEST(Same, OneRunTellsNothing) {
  const Result result = made_losses({{"a@1", {1}}, {"b@1", {1}}});
  const Part part = only_part(made_claim("same", {"a@1"}, {"b@1"}, 0.5), result);
  EXPECT_EQ(part.reason, "1 run: the test needs 2");
  EXPECT_EQ(part.holds, true);
}

}  // namespace
}  // namespace mmoe
