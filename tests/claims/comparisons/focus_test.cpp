// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "claims/made_result.h"

namespace mmoe {
namespace {

using testing::kThreeAlike;
using testing::made_claim;
using testing::only_part;

/// Three runs of two tasks whose gates are these.
Result with_gates(const std::vector<Gates>& runs) {
  Result result = testing::made_losses({{"mmoe@1", std::vector<double>(runs.size(), 1.0)}});
  for (std::size_t run = 0; run < runs.size(); ++run) result.trials[run].gates = runs[run];
  return result;
}

const Claim kFocused = made_claim("focus", {"mmoe@1"});

TEST(Focus, ComparesTheLargestWeightsWhicheverExpertsTheyAreOf) {
  const Part part = only_part(kFocused, with_gates({{{0.5, 0.3, 0.2}, {0.1, 0.8, 0.1}},
                                                    {{0.2, 0.2, 0.6}, {0.9, 0.1, 0.0}},
                                                    {{0.4, 0.3, 0.3}, {0.3, 0.2, 0.5}}}));
  EXPECT_NEAR(part.estimate.value(), 0.3, 1e-12);
  EXPECT_EQ(part.holds, true);
  EXPECT_DOUBLE_EQ(part.p_for.value(), kThreeAlike);
  EXPECT_EQ(part.p_against, 1);
  EXPECT_THAT(part.what, ::testing::HasSubstr("0.800 (auxiliary), 0.500 (main)"));
}

TEST(Focus, IsContradictedByAMainTaskOfOneExpert) {
  const Gates gates = {{0.9, 0.1}, {0.5, 0.5}};
  const Part part = only_part(kFocused, with_gates({gates, gates, gates}));
  EXPECT_EQ(part.holds, false);
  EXPECT_DOUBLE_EQ(part.p_against.value(), kThreeAlike);
}

TEST(Focus, HasNoTestWithoutAGateForEachTask) {
  const Part part = only_part(kFocused, with_gates({{{0.9, 0.1}}, {}}));
  EXPECT_EQ(part.runs, 0U);
  EXPECT_FALSE(part.p_for);
  EXPECT_FALSE(part.reason.empty());
}

}  // namespace
}  // namespace mmoe
