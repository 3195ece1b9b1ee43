// SPDX-License-Identifier: Apache-2.0
#include "statistics/brown_forsythe.h"

#include "statistics/scipy_fixture.h"

namespace mmoe {
namespace {

TEST(Spread, AgreesWithScipy) {
  for (const auto& c : scipy_cases("spread")) {
    const auto groups = c["groups"].get<std::vector<Values>>();
    const auto test = brown_forsythe({groups.begin(), groups.end()});
    ASSERT_TRUE(test) << c;
    expect_scipy(test->f, c["f"], "f of " + c.dump());
    expect_scipy(test->p, c["p"], "p of " + c.dump());
  }
}

TEST(Spread, ByHand) {  // z = 1 0 2 (mean 1) and 3 0 0 (mean 1): no difference
  const Values a = {4, 5, 7};
  const Values b = {2, 5, 5};
  const auto test = brown_forsythe({a, b});
  EXPECT_EQ(test->f, 0);
  EXPECT_EQ(test->dof_between, 1);
  EXPECT_EQ(test->dof_within, 4);
  EXPECT_EQ(test->p, 1);
}

TEST(Spread, IsEmptyWhereUndefined) {
  const Values good = {1, 2, 4};
  const Values two = {1, 2};
  const Values equal = {3, 3, 3};
  const Values broken = {1, 2, std::nan("")};
  EXPECT_FALSE(brown_forsythe({}));
  EXPECT_FALSE(brown_forsythe({good}));
  EXPECT_FALSE(brown_forsythe({good, two}));
  EXPECT_FALSE(brown_forsythe({good, broken}));
  EXPECT_FALSE(brown_forsythe({equal, equal}));
  const Values far = {0.1, 0.1, 0.4, 0.4};  // z = 0.15 throughout, up to rounding
  EXPECT_FALSE(brown_forsythe({far, far}));
  EXPECT_TRUE(brown_forsythe({far, good}));
}

}  // namespace
}  // namespace mmoe
