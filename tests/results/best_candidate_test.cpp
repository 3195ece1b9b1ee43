// SPDX-License-Identifier: Apache-2.0
#include "results/best_candidate.h"

#include <gtest/gtest.h>

namespace mmoe {
namespace {

TEST(BestCandidate, HasTheLowestMeanOverItsRuns) {
  // Means 0.3, 0.2 and 0.25, though the third has the best single run.
  EXPECT_EQ(best_candidate({{0.3, 0.3}, {0.2, 0.2}, {0.1, 0.4}}), 1U);
}

TEST(BestCandidate, DivergesLeastOftenBeforeItsMeanCounts) {
  EXPECT_EQ(best_candidate({{0.1, std::nullopt}, {0.9, 0.9}}), 1U);
  // One diverged run each: the mean is of the others, 0.5 against 0.4.
  EXPECT_EQ(best_candidate({{0.5, std::nullopt, 0.5}, {std::nullopt, 0.2, 0.6}}), 1U);
}

TEST(BestCandidate, IsTheFirstOfEqualOnes) {
  EXPECT_EQ(best_candidate({{0.75}, {0.25, 0.75}, {0.5, 0.5}}), 1U);
  EXPECT_EQ(best_candidate({{std::nullopt}, {std::nullopt}}), 0U);
}

TEST(BestCandidate, OfOneIsThatOne) { EXPECT_EQ(best_candidate({{std::nullopt}}), 0U); }

}  // namespace
}  // namespace mmoe
