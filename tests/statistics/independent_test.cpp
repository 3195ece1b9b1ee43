// SPDX-License-Identifier: Apache-2.0
#include "statistics/independent.h"

#include "statistics/scipy_fixture.h"

namespace mmoe {
namespace {

TEST(Independent, AgreesWithScipy) {
  for (const auto& c : scipy_cases("welch")) {
    const auto test = welch_test(c["a"].get<Values>(), c["b"].get<Values>());
    ASSERT_TRUE(test) << c;
    expect_scipy(test->t, c["t"], "t of " + c.dump());
    expect_scipy(test->p, c["p"], "p of " + c.dump());
    expect_scipy(test->dof, c["dof"], "dof of " + c.dump());
    expect_scipy(test->ci95, c["ci95"], "ci95 of " + c.dump());
  }
}

TEST(Independent, ByHand) {  // se^2 = 1/3 + 1/3; equal variances and sizes give n_a + n_b - 2
  const auto test = welch_test(Values{4, 5, 6}, Values{1, 2, 3});
  EXPECT_DOUBLE_EQ(test->difference, 3);
  EXPECT_DOUBLE_EQ(test->t, 3 / std::sqrt(2.0 / 3));
  EXPECT_DOUBLE_EQ(test->dof, 4);
}

TEST(Independent, ExtremeMagnitudesDoNotOverflow) {
  EXPECT_DOUBLE_EQ(welch_test(Values{4e200, 5e200, 6e200}, Values{1e200, 2e200, 3e200})->dof, 4);
}

TEST(Independent, IsEmptyWhereUndefined) {
  EXPECT_FALSE(welch_test(Values{}, Values{1, 2}));
  EXPECT_FALSE(welch_test(Values{1, 2}, Values{1}));
  EXPECT_FALSE(welch_test(Values{1, 2}, Values{1, std::nan("")}));
  EXPECT_FALSE(welch_test(Values{1, 1}, Values{2, 2}));
}

}  // namespace
}  // namespace mmoe
