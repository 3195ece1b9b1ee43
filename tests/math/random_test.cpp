// SPDX-License-Identifier: Apache-2.0
#include "math/random.h"

#include <Random123/philox.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <set>

namespace mmoe {
namespace {

constexpr Stream kStream{42, Purpose::kCheck, 3};

// The vectors that Random123 publishes for Philox4x32-10: counter and key all zeros, all ones, the
// digits of pi.
TEST(RandomBits, AreThePublishedOnes) {
  EXPECT_EQ(random_bits({0, Purpose{0}, 0}, 0), 0xe169c58d6627e8d5);
  EXPECT_EQ(random_bits({~0ULL, Purpose{~0U}, ~0U}, ~0ULL), 0x41c83b0e408f276d);
  EXPECT_EQ(random_bits({0x299f31d0a4093822, Purpose{0x13198a2e}, 0x03707344}, 0x85a308d3243f6a88),
            0x94fdccebd16cfe09);
}

template <typename Scalar>
Vector<Scalar> normals(const Stream& stream, std::uint64_t block, Index n) {
  Vector<Scalar> values(n);
  fill_normal(stream, block, values);
  return values;
}

/// Box-Muller by the standard library, from words `radius` and `angle` of a counter.
double expected_float(std::uint32_t lane, std::uint64_t block, int radius, bool sine) {
  const auto bits = r123::Philox4x32()({{lane, static_cast<std::uint32_t>(block),
                                         static_cast<std::uint32_t>(kStream.purpose) | 1U << 8 |
                                             static_cast<std::uint32_t>(block >> 32) << 16,
                                         kStream.run}},
                                       {{static_cast<std::uint32_t>(kStream.seed), 0}});
  const auto uniform = [&](int word) { return ((bits[word] >> 9) + 0.5) * 0x1p-23; };
  const double angle = 2 * std::numbers::pi * uniform(radius + 1);
  return std::sqrt(-2 * std::log(uniform(radius))) * (sine ? std::sin(angle) : std::cos(angle));
}

TEST(FillNormal, IsBoxMullerOfPhiloxInChunksOf256) {
  const std::uint64_t block = (7ULL << 32) + 9;
  const auto z = normals<float>(kStream, block, 2 * 256);
  for (std::uint32_t i = 0; i < 512; ++i) {
    const std::uint32_t lane = i / 256 * 64 + i % 64;
    const int radius = i % 256 < 128 ? 0 : 2;
    EXPECT_NEAR(z[i], expected_float(lane, block, radius, i % 128 >= 64), 3e-6) << i;
  }
}

template <typename Scalar>
class FillNormalOf : public ::testing::Test {};
using Scalars = ::testing::Types<float, double>;
TYPED_TEST_SUITE(FillNormalOf, Scalars);

// Bounds are 5 standard errors: sqrt(Var / n) with Var of z^k = 1, 2, 15, 96 for k = 1 .. 4.
TYPED_TEST(FillNormalOf, HasTheMomentsOfANormal) {
  constexpr Index kCount = 1000000;
  const Eigen::ArrayXd z = normals<TypeParam>(kStream, 0, kCount).template cast<double>();
  const double unit = 5 / std::sqrt(static_cast<double>(kCount));
  EXPECT_NEAR(z.mean(), 0, unit);
  EXPECT_NEAR(z.square().mean(), 1, unit * std::sqrt(2));
  EXPECT_NEAR(z.cube().mean(), 0, unit * std::sqrt(15));
  EXPECT_NEAR(z.square().square().mean(), 3, unit * std::sqrt(96));
  EXPECT_NEAR((z.head(kCount - 1) * z.tail(kCount - 1)).mean(), 0, unit);
  EXPECT_LT(z.abs().maxCoeff(), sizeof(TypeParam) == sizeof(float) ? 5.8 : 8.6);
}

TYPED_TEST(FillNormalOf, HasTheTailsOfANormal) {
  constexpr Index kCount = 1000000;
  const Eigen::ArrayXd z = normals<TypeParam>(kStream, 1, kCount).template cast<double>();
  for (const double edge : {-4.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0}) {
    const double share = std::erfc(edge / std::numbers::sqrt2) / 2;
    const double sd = std::sqrt(kCount * share * (1 - share));
    EXPECT_NEAR(static_cast<double>((z > edge).count()), kCount * share, 5 * sd) << edge;
  }
}

TYPED_TEST(FillNormalOf, DependsOnNothingButTheIndex) {
  const auto all = normals<TypeParam>(kStream, 5, 1000);
  Vector<TypeParam> shifted(1001);
  for (const Index n : {0, 1, 7, 63, 64, 65, 127, 128, 255, 256, 257, 999}) {
    EXPECT_EQ(normals<TypeParam>(kStream, 5, n), all.head(n)) << n;
    fill_normal(kStream, 5, shifted.segment(1, n));  // another alignment
    EXPECT_EQ(shifted.segment(1, n), all.head(n)) << n;
  }
}

TYPED_TEST(FillNormalOf, FillsAMatrixRowAfterRow) {
  Matrix<TypeParam> matrix(3, 5);
  fill_normal(kStream, 5, matrix);
  EXPECT_EQ(matrix(2, 1), normals<TypeParam>(kStream, 5, 15)[11]);
}

TYPED_TEST(FillNormalOf, DiffersBySeedPurposeRunAndBlock) {
  const auto first = [](const Stream& stream, std::uint64_t block) {
    return normals<TypeParam>(stream, block, 1)[0];
  };
  const std::set<TypeParam> values = {first(kStream, 0),
                                      first({43, Purpose::kCheck, 3}, 0),
                                      first({42 + (1ULL << 32), Purpose::kCheck, 3}, 0),
                                      first({42, Purpose::kBootstrap, 3}, 0),
                                      first({42, Purpose::kCheck, 4}, 0),
                                      first(kStream, 1),
                                      first(kStream, 1ULL << 32)};
  EXPECT_EQ(values.size(), 7U);
}

TEST(Normal, HasTheMomentsOfANormal) {
  constexpr int kCount = 200000;
  Eigen::ArrayXd z(kCount);
  for (int i = 0; i < kCount; ++i) z[i] = normal(kStream, static_cast<std::uint64_t>(i));
  const double unit = 5 / std::sqrt(static_cast<double>(kCount));
  EXPECT_NEAR(z.mean(), 0, unit);
  EXPECT_NEAR(z.square().mean(), 1, unit * std::sqrt(2));
  EXPECT_NEAR(z.square().square().mean(), 3, unit * std::sqrt(96));
}

TEST(Uniform, FillsTheUnitInterval) {
  constexpr int kCount = 200000;
  double sum = 0;
  for (std::uint64_t i = 0; i < kCount; ++i) {
    const double u = uniform(kStream, i);
    ASSERT_GT(u, 0);
    ASSERT_LT(u, 1);
    sum += u;
  }
  EXPECT_NEAR(sum / kCount, 0.5, 5 / std::sqrt(12.0 * kCount));
}

TEST(UniformBelow, StaysBelowAndReachesEveryValue) {
  EXPECT_EQ(uniform_below(kStream, 0, 1), 0U);
  std::set<std::uint64_t> seen;
  for (std::uint64_t i = 0; i < 200; ++i) seen.insert(uniform_below(kStream, i, 7));
  EXPECT_THAT(seen, ::testing::ElementsAre(0, 1, 2, 3, 4, 5, 6));
  for (std::uint64_t i = 0; i < 200; ++i) EXPECT_LT(uniform_below(kStream, i, ~0ULL), ~0ULL);
}

// n = 3 * 2^62 rejects a quarter of all draws. Without rejection some values come twice as often:
// every third one when the product is cut, the lowest third when a remainder is taken.
TEST(UniformBelow, RejectsWithoutBias) {
  constexpr int kCount = 30000;
  constexpr std::uint64_t kThird = 1ULL << 62;
  std::array<int, 3> by_residue{};
  std::array<int, 3> by_third{};
  for (std::uint64_t i = 0; i < kCount; ++i) {
    const std::uint64_t value = uniform_below(kStream, i, 3 * kThird);
    ++by_residue[value % 3];
    ++by_third[value / kThird];
  }
  const double sd = std::sqrt(kCount * 2.0 / 9);
  for (const int count : by_residue) EXPECT_NEAR(count, kCount / 3.0, 5 * sd);
  for (const int count : by_third) EXPECT_NEAR(count, kCount / 3.0, 5 * sd);
}

TEST(PermutationOf, HoldsEveryIndexOnce) {
  EXPECT_TRUE(permutation(kStream, 0, 0).empty());
  EXPECT_THAT(permutation(kStream, 0, 1), ::testing::ElementsAre(0));
  auto order = permutation(kStream, 8, 1000);
  EXPECT_NE(order, permutation(kStream, 9, 1000));
  EXPECT_EQ(order, permutation(kStream, 8, 1000));
  std::sort(order.begin(), order.end());
  for (std::int32_t i = 0; i < 1000; ++i) EXPECT_EQ(order[static_cast<std::size_t>(i)], i);
}

// Chi-square over the 24 orders of 4: 23 degrees of freedom, exceeds 58.6 once in 50,000 seeds.
TEST(PermutationOf, IsUnbiased) {
  constexpr int kCount = 24000;
  std::map<std::vector<std::int32_t>, int> counts;
  for (std::uint64_t block = 0; block < kCount; ++block) ++counts[permutation(kStream, block, 4)];
  EXPECT_EQ(counts.size(), 24U);
  double chi_square = 0;
  for (const auto& [order, count] : counts)
    chi_square += (count - 1000.0) * (count - 1000.0) / 1000;
  EXPECT_LT(chi_square, 58.6);
}

TEST(FillBits, DependsOnTheElementAloneAndSetsEveryBitHalfTheTime) {
  const Stream stream{7, Purpose::kCheck, 3};
  std::vector<std::uint64_t> all(10000), some(77), next(77);
  fill_bits(stream, 5, all);
  fill_bits(stream, 5, some);
  fill_bits(stream, 6, next);
  EXPECT_TRUE(std::equal(some.begin(), some.end(), all.begin()));
  EXPECT_NE(some, next);
  for (unsigned bit = 0; bit < 64; ++bit) {
    const auto set = std::count_if(all.begin(), all.end(),
                                   [&](std::uint64_t bits) { return (bits >> bit & 1U) != 0; });
    EXPECT_NEAR(static_cast<double>(set), 5000, 4.5 * 50) << bit;  // 50: the standard deviation
  }
}

}  // namespace
}  // namespace mmoe
