// SPDX-License-Identifier: Apache-2.0
#include "math/elementary.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

namespace mmoe {
namespace {

template <typename Scalar>
class Elementary : public ::testing::Test {
 public:
  static constexpr Scalar kUlp = std::numeric_limits<Scalar>::epsilon();
};
using Scalars = ::testing::Types<float, double>;
TYPED_TEST_SUITE(Elementary, Scalars);

TYPED_TEST(Elementary, UniformsAreOddMultiplesInTheOpenUnitInterval) {
  using Bits = typename Ieee<TypeParam>::Bits;
  constexpr TypeParam kLeast = std::is_same_v<TypeParam, float> ? 0x1p-24 : 0x1p-53;
  EXPECT_EQ(to_uniform<TypeParam>(0), kLeast);
  EXPECT_EQ(to_uniform<TypeParam>(~Bits{0}), 1 - kLeast);
  EXPECT_EQ(to_uniform<TypeParam>(Bits{1} << (8 * sizeof(Bits) - 1)), TypeParam(0.5) + kLeast);
}

TYPED_TEST(Elementary, LogarithmAgreesWithTheLibrary) {
  EXPECT_EQ(log_of_normal<TypeParam>(1), 0);
  const auto near = [](TypeParam x) {
    const auto exact = std::log(static_cast<long double>(x));
    EXPECT_NEAR(log_of_normal(x), exact, 3 * TestFixture::kUlp * std::abs(exact)) << x;
  };
  for (TypeParam x = 1e-8; x < 1e8; x *= TypeParam(1.0007)) near(x);
  near(std::numeric_limits<TypeParam>::min());
  near(std::numeric_limits<TypeParam>::max());
  near(1 - TestFixture::kUlp / 2);
  near(1 + TestFixture::kUlp);
}

TYPED_TEST(Elementary, SineAndCosineAgreeWithTheLibrary) {
  for (int i = -70000; i <= 70000; ++i) {
    const TypeParam t = static_cast<TypeParam>(i) / 8192;  // exact; eighths of turns among them
    const auto angle = 2 * std::numbers::pi_v<long double> * t;
    const auto [sine, cosine] = sine_cosine_of_turns(t);
    EXPECT_NEAR(sine, std::sin(angle), TestFixture::kUlp) << t;
    EXPECT_NEAR(cosine, std::cos(angle), TestFixture::kUlp) << t;
  }
}

TYPED_TEST(Elementary, QuarterTurnsAreExact) {
  const TypeParam far = std::is_same_v<TypeParam, float> ? 0x1p19 : 0x1p48;
  for (const TypeParam turns : {TypeParam(0), far, -far}) {
    EXPECT_EQ(sine_cosine_of_turns(turns).cosine, 1);
    EXPECT_EQ(sine_cosine_of_turns<TypeParam>(turns + 0.25).sine, 1);
    EXPECT_EQ(sine_cosine_of_turns<TypeParam>(turns + 0.5).cosine, -1);
    EXPECT_EQ(sine_cosine_of_turns<TypeParam>(turns + 0.75).sine, -1);
    EXPECT_EQ(sine_cosine_of_turns<TypeParam>(turns + 0.5).sine, 0);
  }
}

}  // namespace
}  // namespace mmoe
