// SPDX-License-Identifier: Apache-2.0
#include "statistics/signed_rank.h"

#include "statistics/rounding.h"
#include "statistics/scipy_fixture.h"

namespace mmoe {
namespace {

TEST(SignedRank, AgreesWithScipy) {
  for (const auto& c : scipy_cases("signed_rank")) {
    const auto test = signed_rank_test(c["differences"].get<Values>());
    ASSERT_TRUE(test) << c;
    EXPECT_EQ(test->exact, c["exact"].get<bool>()) << c;
    expect_scipy(test->w, c["w"], "w of " + c.dump());
    expect_scipy(test->p, c["p"], "p of " + c.dump());
  }
}

TEST(SignedRank, ExactByHand) {  // of 8 signs, W+ <= 1 for two: none, and rank 1 alone
  const auto test = signed_rank_test(Values{-1, 20, 300});
  EXPECT_EQ(test->n, 3u);
  EXPECT_EQ(test->w, 1);
  EXPECT_EQ(test->p, 2 * 2.0 / 8);
}

TEST(SignedRank, IsExactUpToFiftyValues) {
  Values values;
  for (int i = 1; i <= 50; ++i) values.push_back(i);
  EXPECT_EQ(signed_rank_test(values)->p, std::ldexp(1.0, -49));
  values.push_back(51);
  EXPECT_FALSE(signed_rank_test(values)->exact);
}

TEST(SignedRank, DropsZeros) {
  const auto test = signed_rank_test(Values{0, 3, 0, -1});
  EXPECT_EQ(test->n, 2u);
  EXPECT_EQ(test->w, 1);
  EXPECT_EQ(test->p, 1);  // of 4 signs, W+ <= 1: none, and rank 1 alone
}

TEST(SignedRank, IsExactWithTiesAndZeros) {
  EXPECT_EQ(signed_rank_test(Values{2, 2, 2, 2})->p, 0.125);
  EXPECT_EQ(signed_rank_test(Values{2, 2, 2, 2, 2})->p, 0.0625);
  EXPECT_EQ(signed_rank_test(Values{1, 2, 3, 4, 5, 0})->p, 0.0625);
}

TEST(SignedRank, HasOnePForAConstantChangeWhateverItsLastBits) {
  const Values a = {.1, .2, .3, .7};
  Values difference;
  for (const double x : a) difference.push_back((x + .1) - x);
  const auto test = signed_rank_test(difference, rounding_error(a));
  EXPECT_EQ(test->p, 0.125);
  EXPECT_FALSE(signed_rank_test(Values{1e-17, -3e-17}, rounding_error(a)));
}

TEST(SignedRank, IsEmptyWithoutDifferences) {
  EXPECT_FALSE(signed_rank_test(Values{}));
  EXPECT_FALSE(signed_rank_test(Values{0, 0, 0}));
  EXPECT_FALSE(signed_rank_test(Values{1, std::nan("")}));
}

}  // namespace
}  // namespace mmoe
