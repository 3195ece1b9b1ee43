// SPDX-License-Identifier: Apache-2.0
#include "statistics/power/fewest_pairs.h"

#include <gtest/gtest.h>

namespace mmoe {
namespace {

TEST(FewestPairs, FindsTheLeastFromTwoToAMillion) {
  for (const std::size_t least : {2UL, 3UL, 17UL, 1'000'000UL}) {
    EXPECT_EQ(fewest_pairs([least](std::size_t n) { return n >= least; }), least);
  }
  EXPECT_FALSE(fewest_pairs([](std::size_t) { return false; }));
}

}  // namespace
}  // namespace mmoe
