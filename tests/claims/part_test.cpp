// SPDX-License-Identifier: Apache-2.0
#include "claims/part.h"

#include <gtest/gtest.h>

#include "statistics/two_sources.h"

namespace mmoe {
namespace {

TEST(PartInterval, OfDifferencesWithoutAnyErrorHasNoWidth) {
  const std::vector<double> same = {0.5, 0.5, 0.5};
  const auto sources = two_sources(same, 0);
  ASSERT_TRUE(sources);
  const auto interval = interval_of(test_sources(*sources, same), 0.95);
  ASSERT_TRUE(interval);
  EXPECT_EQ(interval->low, 0.5);
  EXPECT_EQ(interval->high, 0.5);
}

}  // namespace
}  // namespace mmoe
