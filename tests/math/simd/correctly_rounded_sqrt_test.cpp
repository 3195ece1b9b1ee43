// SPDX-License-Identifier: Apache-2.0
#include "math/simd/correctly_rounded_sqrt.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "math/simd/dispatch.h"

#ifdef __AVX2__
namespace mmoe {
namespace {

/// Sixteen roots.
[[gnu::target("avx512f,avx512dq")]] void roots(const float* s, float* root) {
  _mm512_storeu_ps(root, correctly_rounded_sqrt(_mm512_loadu_ps(s)));
}

/// How many of `count` numbers from that of bits `first` on have another root than std::sqrt's.
int wrong_roots(std::uint32_t first, std::uint32_t count) {
  int wrong = 0;
  for (std::uint32_t at = 0; at < count; at += 16) {
    float s[16], root[16];
    for (std::uint32_t i = 0; i < 16; ++i) s[i] = std::bit_cast<float>(first + at + i);
    roots(s, root);
    for (int i = 0; i < 16; ++i) {
      const float expected = std::sqrt(s[i]);
      const bool same =
          std::bit_cast<std::uint32_t>(root[i]) == std::bit_cast<std::uint32_t>(expected);
      wrong += !same && !(std::isnan(root[i]) && std::isnan(expected));
    }
  }
  return wrong;
}

class CorrectlyRoundedSqrt : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!has_avx512) GTEST_SKIP() << "this processor has no AVX-512";
  }
};

// A root's bits but the exponent depend on those of the number and on whether its exponent is even:
// all there is to be right or wrong lies in two binades.
TEST_F(CorrectlyRoundedSqrt, IsTheNearestNumberForAllMantissas) {
  EXPECT_EQ(wrong_roots(std::bit_cast<std::uint32_t>(1.0F), 1U << 24), 0);
}

TEST_F(CorrectlyRoundedSqrt, IsTheNearestNumberFarFromOne) {
  constexpr std::uint32_t kSome = 1U << 16;
  for (const float first : {0.0F, -0.0F, 0x1p-127F, 0x1p-60F, 0x1p126F, -1.0F}) {
    EXPECT_EQ(wrong_roots(std::bit_cast<std::uint32_t>(first), kSome), 0) << first;
  }
  for (const float edge : {0x1p-90F, 0x1p90F, std::numeric_limits<float>::infinity()}) {
    EXPECT_EQ(wrong_roots(std::bit_cast<std::uint32_t>(edge) - kSome / 2, kSome), 0) << edge;
  }
}

}  // namespace
}  // namespace mmoe
#endif
