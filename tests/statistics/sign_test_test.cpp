// SPDX-License-Identifier: Apache-2.0
#include "statistics/sign_test.h"

#include "statistics/scipy_fixture.h"

namespace mmoe {
namespace {

TEST(SignTest, AgreesWithScipy) {
  for (const auto& c : scipy_cases("sign")) {
    const auto test = sign_test(c["differences"].get<Values>());
    ASSERT_TRUE(test) << c;
    EXPECT_EQ(test->positive, c["positive"].get<std::size_t>()) << c;
    EXPECT_EQ(test->negative, c["negative"].get<std::size_t>()) << c;
    expect_scipy(test->p, c["p"], "p of " + c.dump());
    expect_scipy(test->p_positive, c["p_positive"], "p_positive of " + c.dump());
    expect_scipy(test->p_negative, c["p_negative"], "p_negative of " + c.dump());
  }
}

TEST(SignTest, ByHand) {
  EXPECT_DOUBLE_EQ(sign_test(Values{1, 2, 3, 4, 9})->p, 2.0 / 32);
  EXPECT_DOUBLE_EQ(sign_test(Values{1, 2, 3, -4})->p, 2 * 5.0 / 16);
  EXPECT_EQ(sign_test(Values{1, -1})->p, 1);
  EXPECT_EQ(sign_test(Values{1, 2, 3, -4})->p_positive, 5.0 / 16);
  EXPECT_EQ(sign_test(Values{1, 2, 3, -4})->p_negative, 15.0 / 16);
  EXPECT_EQ(sign_share(3, 4), 0.7);
}

TEST(SignTest, DropsZerosAndRounding) {
  const auto test = sign_test(Values{0, 1, 1e-17, -1e-17, 2}, 1e-15);
  EXPECT_EQ(test->positive, 2U);
  EXPECT_EQ(test->negative, 0U);
  EXPECT_DOUBLE_EQ(test->p, 0.5);
}

TEST(SignTest, NeedsTheLeastPairsThatCanReachALevel) {
  EXPECT_EQ(sign_test_pairs(1), 2U);
  for (const double alpha : {0.5, 0.25, 0.05, 0.05 / 18, 1e-6}) {
    const std::size_t pairs = sign_test_pairs(alpha);
    EXPECT_LE(sign_test(Values(pairs, 1))->p, alpha);
    if (pairs > 2) {
      EXPECT_GT(sign_test(Values(pairs - 1, 1))->p, alpha);
    }
  }
}

TEST(SignTest, IsEmptyWithoutDifferences) {
  EXPECT_FALSE(sign_test(Values{}));
  EXPECT_FALSE(sign_test(Values{0, 0}));
  EXPECT_FALSE(sign_test(Values{1, std::nan("")}));
}

}  // namespace
}  // namespace mmoe
