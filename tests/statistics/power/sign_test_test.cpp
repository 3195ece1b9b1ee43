// SPDX-License-Identifier: Apache-2.0
#include "statistics/power/sign_test.h"

#include <gtest/gtest.h>

#include <cmath>

#include "statistics/distributions.h"

namespace mmoe {
namespace {

/// P(B >= k) of n coins that fall on heads with chance `share`.
double heads_upper(std::size_t k, std::size_t n, double share) {
  double sum = 0;
  for (std::size_t i = k; i <= n; ++i) {
    const auto x = static_cast<double>(i);
    const auto all = static_cast<double>(n);
    sum += std::exp(std::lgamma(all + 1) - std::lgamma(x + 1) - std::lgamma(all - x + 1) +
                    x * std::log(share) + (all - x) * std::log1p(-share));
  }
  return sum;
}

double exact_power(std::size_t n, double share, double level) {
  std::size_t most = n + 1;  // negatives that still reject, plus 1
  while (most > 0 && fair_coins_lower(most - 1, n) > level) --most;
  return most == 0 ? 0 : heads_upper(n - (most - 1), n, share);
}

TEST(SignTestPower, IsThatOfTheDefinition) {
  for (const std::size_t n : {1, 5, 6, 30, 200}) {
    for (const double share : {0.5, 0.7, 0.95}) {
      EXPECT_NEAR(sign_test_power(share, n, 0.025), exact_power(n, share, 0.025), 1e-9);
    }
  }
}

TEST(SignTestPairsNeeded, HaveThePowerAskedAndNotMuchMore) {
  for (const double share : {0.55, 0.65, 0.75, 0.9, 0.95}) {
    for (const double level : {0.025, 0.025 / 11}) {
      for (const double power : {0.8, 0.9}) {
        const auto n = sign_test_pairs_needed(share, power, level);
        ASSERT_TRUE(n);
        const double found = exact_power(*n, share, level);
        EXPECT_GE(found, power) << share << " at " << level;
        EXPECT_LE(found, power + 0.15) << share << " at " << level;
      }
    }
  }
}

TEST(SignTestPairsNeeded, WorkedByHand) {
  // share 0.75: ((1.95996 / 2 + 0.84162 * 0.43301) / 0.25)^2 = 28.9, of power 0.713; 30 have 0.803
  EXPECT_EQ(sign_test_pairs_needed(0.75, 0.8, 0.025), 30U);
  EXPECT_EQ(sign_test_pairs_needed(1, 0.8, 0.025), 6U);  // 2^-6 is the first p below 0.025
}

TEST(SignTestPairsNeeded, AreTooManyForAShareOfAHalf) {
  EXPECT_FALSE(sign_test_pairs_needed(0.5, 0.8, 0.025));
  EXPECT_FALSE(sign_test_pairs_needed(0.5001, 0.8, 0.025));
  EXPECT_FALSE(sign_test_pairs_needed(0.2, 0.8, 0.025));
}

}  // namespace
}  // namespace mmoe
