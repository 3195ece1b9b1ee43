// SPDX-License-Identifier: Apache-2.0
#include "math/exact_root.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "math/lanes.h"

#ifdef __AVX2__
namespace mmoe {
namespace {

/// Sixteen roots.
[[gnu::target("avx512f,avx512dq")]] void roots(const float* s, float* root) {
  _mm512_storeu_ps(root, exact_root(_mm512_loadu_ps(s)));
}

/// How many of the 2^24 numbers from that of bits `first` on have another root than std::sqrt's.
int wrong_roots(std::uint32_t first) {
  int wrong = 0;
  for (std::uint32_t at = 0; at < 1U << 24; at += 16) {
    float s[16], root[16];
    for (std::uint32_t i = 0; i < 16; ++i) s[i] = std::bit_cast<float>(first + at + i);
    roots(s, root);
    for (int i = 0; i < 16; ++i) {
      const float expected = std::sqrt(s[i]);
      wrong += root[i] != expected && !(std::isnan(root[i]) && std::isnan(expected));
    }
  }
  return wrong;
}

// A root's bits but the exponent depend on those of the number and on whether its exponent is even:
// all there is to be right or wrong lies in two binades.
TEST(ExactRoot, IsTheNearestNumberForAllMantissas) {
  if (!has_avx512) GTEST_SKIP() << "this processor has no AVX-512";
  EXPECT_EQ(wrong_roots(std::bit_cast<std::uint32_t>(1.0F)), 0);
}

TEST(ExactRoot, IsTheNearestNumberFarFromOne) {
  if (!has_avx512) GTEST_SKIP() << "this processor has no AVX-512";
  for (const float first : {0.0F, 0x1p-91F, 0x1p-60F, 0x1p89F, 0x1p126F}) {
    EXPECT_EQ(wrong_roots(std::bit_cast<std::uint32_t>(first)), 0) << first;
  }
}

}  // namespace
}  // namespace mmoe
#endif
