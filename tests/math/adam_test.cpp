// SPDX-License-Identifier: Apache-2.0
#include "math/adam.h"

#include <gtest/gtest.h>

#include <cmath>

namespace mmoe {
namespace {

TEST(UpdateByAdam, HasHandWorkedValues) {
  // m = 0.5 * 4 + 0.5 * 2 = 3;  s = 0.75 * 8 + 0.25 * 2^2 = 7;  theta = 1 - 0.1 * 3 / (sqrt 7 + 1)
  double g = 2, m = 4, s = 8, theta = 1;
  update_by_adam<double>({0.5, 0.75, 0.1, 1}, 1, &g, &m, &s, &theta);
  EXPECT_EQ(g, 0);
  EXPECT_DOUBLE_EQ(m, 3);
  EXPECT_DOUBLE_EQ(s, 7);
  EXPECT_DOUBLE_EQ(theta, 1 - 0.3 / (std::sqrt(7.0) + 1));
}

// Vectors and what is left over at their end: each entry as if it were alone.
TEST(UpdateByAdam, HasTheBitsOfSingleEntriesForAnyNumberOfThem) {
  const AdamStep<float> step{0.9F, 0.999F, 1e-3F, 1e-8F};
  for (Index count = 1; count <= 40; ++count) {
    Vector<float> g(count), m(count), s(count), theta(count);
    for (Index i = 0; i < count; ++i) {
      const auto x = static_cast<float>(i + 1);
      g[i] = std::sin(x);
      m[i] = std::cos(x) / 3;
      s[i] = std::ldexp(std::abs(std::sin(2 * x)), -static_cast<int>(i));
      theta[i] = std::cos(3 * x);
    }
    Vector<float> g1 = g, m1 = m, s1 = s, theta1 = theta;
    update_by_adam(step, count, g.data(), m.data(), s.data(), theta.data());
    for (Index i = 0; i < count; ++i) update_by_adam(step, 1, &g1[i], &m1[i], &s1[i], &theta1[i]);
    EXPECT_EQ(m, m1) << count;
    EXPECT_EQ(s, s1) << count;
    EXPECT_EQ(theta, theta1) << count;
    EXPECT_TRUE(g.isZero(0)) << count;
  }
}

}  // namespace
}  // namespace mmoe
