// SPDX-License-Identifier: Apache-2.0
#include "math/determinism.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "subnormal.h"

namespace mmoe {
namespace {

using testing::half_of_the_smallest;

#ifdef __SSE2__
TEST(FlushSubnormals, AreZeroWhileItLives) {
  EXPECT_EQ(std::fpclassify(half_of_the_smallest()), FP_SUBNORMAL);
  {
    const FlushSubnormals flushed;
    EXPECT_EQ(half_of_the_smallest(), 0.0F);
  }
  EXPECT_EQ(std::fpclassify(half_of_the_smallest()), FP_SUBNORMAL);
}

TEST(FlushSubnormals, AreZeroAsOperandsToo) {
  volatile float tiny = std::numeric_limits<float>::denorm_min();
  const FlushSubnormals flushed;
  EXPECT_EQ(tiny * 1e30F, 0.0F);
}

TEST(FlushSubnormals, Nests) {
  const FlushSubnormals outer;
  { const FlushSubnormals inner; }
  EXPECT_EQ(half_of_the_smallest(), 0.0F);
}
#endif

}  // namespace
}  // namespace mmoe
