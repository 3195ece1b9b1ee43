// SPDX-License-Identifier: Apache-2.0
#include "statistics/tost.h"

#include "statistics/scipy_fixture.h"

namespace mmoe {
namespace {

TEST(Equivalence, AgreesWithScipy) {
  for (const auto& c : scipy_cases("equivalence")) {
    const auto test = tost(c["differences"].get<Values>(), c["margin"]);
    ASSERT_TRUE(test) << c;
    expect_scipy(test->p_low, c["p_low"], "p_low of " + c.dump());
    expect_scipy(test->p_high, c["p_high"], "p_high of " + c.dump());
    expect_scipy(test->ci90, c["ci90"], "ci90 of " + c.dump());
    EXPECT_EQ(test->p, std::max(test->p_low, test->p_high));
  }
}

TEST(Equivalence, HoldsExactlyWhereTheIntervalIsWithinTheMargin) {
  const Values differences = {0.1, -0.2, 0.3, 0.0, 0.15};
  const Interval ci90 = tost(differences, 1)->ci90;
  ASSERT_GT(ci90.high, -ci90.low);
  EXPECT_LT(tost(differences, ci90.high * 1.0001)->p, 0.05);
  EXPECT_GT(tost(differences, ci90.high * 0.9999)->p, 0.05);
}

TEST(Equivalence, IsEmptyWhereUndefined) {
  EXPECT_FALSE(tost(Values{}, 1));
  EXPECT_FALSE(tost(Values{0.5}, 1));
  EXPECT_FALSE(tost(Values{0.1, 0.1}, 1));
  EXPECT_FALSE(tost(Values{0.1, std::nan("")}, 1));
}

}  // namespace
}  // namespace mmoe
