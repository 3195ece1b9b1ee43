// SPDX-License-Identifier: Apache-2.0
#include "statistics/live/cuped.h"

#include "base/error.h"
#include "statistics/live/live_fixture.h"
#include "statistics/live/made_up_users.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

TEST(Cuped, AgreesWithNumpy) {
  for (const auto& c : scipy_cases("cuped")) {
    const auto found = cuped_lift(fixture_users(c["a"]), fixture_users(c["before_a"]),
                                  fixture_users(c["b"]), fixture_users(c["before_b"]));
    ASSERT_TRUE(found) << c;
    expect_scipy(found->theta, c["theta"], "theta of " + c.dump());
    expect_lift(found->adjusted, c["adjusted"], "adjusted of " + c.dump());
    expect_scipy(found->variance_ratio, c["variance_ratio"], "ratio of " + c.dump());
  }
}

// One impression each: c = x before - 3 = {-2, 0} and {0, 2}, l = {-1, 1} and {-1, 1}, so theta =
// (2 + 2) / (2 + 2) = 1: R_a' = 3 + 1, R_b' = 3 - 1, and nothing is left to vary.
TEST(Cuped, ByHand) {
  const Users a = {{2, 1}, {4, 1}};
  const Users before_a = {{1, 1}, {3, 1}};
  const Users b = {{2, 1}, {4, 1}};
  const Users before_b = {{3, 1}, {5, 1}};
  EXPECT_EQ(independent_lift(a, b)->lift, 0);
  const auto found = cuped_lift(a, before_a, b, before_b);
  EXPECT_DOUBLE_EQ(found->theta, 1);
  EXPECT_DOUBLE_EQ(found->adjusted.lift, 1);
  EXPECT_EQ(found->adjusted.standard_error, 0);
  EXPECT_EQ(found->variance_ratio, 0);
}

/// Normal users: of n impressions, sum n (level (10 + v) + e), v a user's own, sd 1, in all
/// periods, e of this period, sd 1/2. So rho = 1 / 1.25 between periods of equal level.
Users normal_users(const Stream& stream, std::size_t users, double level, std::uint64_t period) {
  Users totals;
  for (std::uint64_t u = 0; u < users; ++u) {
    const auto count = static_cast<double>(1 + uniform_below(stream, 4 * u, 3));
    const double own = normal(stream, 4 * u + 1);
    const double noise = normal(stream, 4 * u + 2 + period);
    totals.push_back({count * (level * (10 + own) + noise / 2), count});
  }
  return totals;
}

TEST(Cuped, IsUnbiasedAndNarrowerByOneMinusRhoSquared) {
  constexpr int kTests = 1500;
  constexpr double kLift = 0.02;
  double theta = 0;
  double variance_ratio = 0;
  const auto arms = [](std::uint32_t t, double level, std::uint64_t arm, std::uint64_t period) {
    return normal_users({arm, Purpose::kCheck, t}, 100, level, period);
  };
  const Simulated adjusted = simulate(kTests, kLift, [&](std::uint32_t t) {
    const auto found =
        cuped_lift(arms(t, 1 + kLift, 1, 1), arms(t, 1, 1, 0), arms(t, 1, 2, 1), arms(t, 1, 2, 0));
    theta += found->theta / kTests;
    variance_ratio += found->variance_ratio / kTests;
    return found->adjusted;
  });
  const Simulated plain = simulate(kTests, kLift, [&](std::uint32_t t) {
    return *independent_lift(arms(t, 1 + kLift, 1, 1), arms(t, 1, 2, 1));
  });
  EXPECT_NEAR(adjusted.mean, kLift, tolerance(adjusted, kTests));
  EXPECT_NEAR(plain.mean, kLift, tolerance(plain, kTests));
  EXPECT_NEAR(theta, 0.8, 0.02);
  EXPECT_NEAR(variance_ratio, 0.36, 0.01);
  EXPECT_NEAR(std::pow(adjusted.standard_deviation / plain.standard_deviation, 2), 0.36, 0.04);
  EXPECT_NEAR(adjusted.coverage, 0.95, 0.0169);
}

TEST(Cuped, CoversOnSkewedUsersAndIsNarrower) {
  constexpr int kTests = 800;
  double variance_ratio = 0;
  const Simulated found = simulate(kTests, 0.1, [&](std::uint32_t t) {
    const Stream of_a{5, Purpose::kCheck, t};
    const Stream of_b{6, Purpose::kCheck, t};
    const auto cuped = cuped_lift(made_up_users(of_a, 150, 0.22, 1), made_up_users(of_a, 150, 0.2),
                                  made_up_users(of_b, 150, 0.2, 1), made_up_users(of_b, 150, 0.2));
    variance_ratio += cuped->variance_ratio / kTests;
    return cuped->adjusted;
  });
  EXPECT_NEAR(found.coverage, 0.95, 0.0231);
  EXPECT_LT(variance_ratio, 0.7);
}

TEST(Cuped, WithoutVarianceBeforeIsTheLiftAsItIs) {
  const Users a = {{2, 5}, {4, 5}, {3, 4}};
  const Users b = {{3, 5}, {1, 5}};
  for (double sum : {0.0, 2.0}) {
    const auto found =
        cuped_lift(a, Users{{sum, 4}, {sum, 4}, {sum, 4}}, b, Users{{sum, 4}, {sum, 4}});
    EXPECT_EQ(found->theta, 0);
    EXPECT_EQ(found->variance_ratio, 1);
    EXPECT_EQ(found->adjusted.lift, independent_lift(a, b)->lift);
    EXPECT_EQ(found->adjusted.standard_error, independent_lift(a, b)->standard_error);
  }
}

TEST(Cuped, WithoutVarianceDuringTheTestGainsNothing) {
  const auto found = cuped_lift(Users{{2, 4}, {2, 4}}, Users{{1, 4}, {3, 4}}, Users{{1, 4}, {1, 4}},
                                Users{{0, 4}, {1, 4}});
  EXPECT_EQ(found->adjusted.lift, 1);
  EXPECT_EQ(found->adjusted.standard_error, 0);
  EXPECT_EQ(found->variance_ratio, 1);
}

TEST(Cuped, IsEmptyWhereUndefined) {
  const Users some = {{1, 5}, {2, 5}};
  const Users none = {{0, 5}, {0, 5}};
  const Users unseen = {{0, 0}, {0, 0}};
  EXPECT_FALSE(cuped_lift({}, {}, {}, {}));
  EXPECT_FALSE(cuped_lift(Users{{1, 5}}, Users{{1, 5}}, some, some));
  EXPECT_FALSE(cuped_lift(some, some, none, some));
  EXPECT_FALSE(cuped_lift(some, unseen, some, unseen));
  EXPECT_FALSE(cuped_lift(some, Users{{1, 5}, {std::nan(""), 5}}, some, some));
  EXPECT_TRUE(cuped_lift(some, unseen, some, some));
  EXPECT_THROW(cuped_lift(some, Users{{1, 5}}, some, some), RunError);
  EXPECT_THROW(cuped_lift(some, some, some, Users{{1, 5}}), RunError);
}

}  // namespace
}  // namespace mmoe
