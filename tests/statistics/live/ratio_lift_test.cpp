// SPDX-License-Identifier: Apache-2.0
#include "statistics/live/ratio_lift.h"

#include <numeric>

#include "base/error.h"
#include "statistics/bootstrap.h"
#include "statistics/live/live_fixture.h"
#include "statistics/live/made_up_users.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

constexpr int kTests = 1500;
constexpr double kCoverageTolerance = 0.0169;  // three standard errors of 0.95 in kTests

Stream stream_of_arm(std::uint32_t test, std::uint64_t arm) { return {arm, Purpose::kCheck, test}; }

TEST(RatioLift, AgreesWithNumpy) {
  for (const auto& c : scipy_cases("lift")) {
    const Users a = fixture_users(c["a"]);
    const Users b = fixture_users(c["b"]);
    const auto split = independent_lift(a, b);
    ASSERT_TRUE(split) << c;
    expect_lift(*split, c["split"], "split of " + c.dump());
    const std::size_t both = std::min(a.size(), b.size());
    const auto paired = paired_lift(std::span(a).first(both), std::span(b).first(both));
    ASSERT_TRUE(paired) << c;
    expect_lift(*paired, c["paired"], "paired of " + c.dump());
    expect_scipy(lift_p_value(*split), c["p"], "p of " + c.dump());
    expect_scipy(lift_interval(*split, 0.9), c["ci90"], "ci90 of " + c.dump());
    expect_scipy(lift_power(split->lift, split->standard_error), c["power"], "of " + c.dump());
  }
}

// R_a = 6 / 10, R_b = 4 / 10, q = 1.5; l_a = {-.2, .2}, l_b = {.2, -.2}, each with a variance of
// 0.08.
TEST(RatioLift, ByHand) {
  const Users a = {{2, 5}, {4, 5}};
  const Users b = {{3, 5}, {1, 5}};
  const auto split = independent_lift(a, b);
  EXPECT_DOUBLE_EQ(split->lift, 0.5);
  EXPECT_DOUBLE_EQ(split->standard_error, std::sqrt((0.08 / 2 + 2.25 * 0.08 / 2) / 0.16));
  const auto paired = paired_lift(a, b);  // l_a - q l_b = {-.5, .5}, variance 0.5
  EXPECT_DOUBLE_EQ(paired->lift, 0.5);
  EXPECT_DOUBLE_EQ(paired->standard_error, std::sqrt(0.5 / 2 / 0.16));
}

TEST(RatioLift, OfAnArmWithItselfIsExactlyZero) {
  const Users users = made_up_users(stream_of_arm(0, 1), 50, 0.2);
  const auto lift = paired_lift(users, users);
  EXPECT_EQ(lift->lift, 0);
  EXPECT_EQ(lift->standard_error, 0);
  EXPECT_EQ(lift_p_value(*lift), 1);
}

TEST(RatioLift, DoesNotDependOnUnits) {
  Users a = made_up_users(stream_of_arm(0, 1), 50, 0.2);
  Users b = made_up_users(stream_of_arm(0, 2), 50, 0.2);
  const auto lift = independent_lift(a, b);
  for (Users* users : {&a, &b}) {
    for (UserTotal& user : *users) user = {user.sum * 1e100, user.count / 1024};
  }
  const auto scaled = independent_lift(a, b);
  EXPECT_NEAR(scaled->lift, lift->lift, 1e-12);
  EXPECT_NEAR(scaled->standard_error, lift->standard_error, 1e-12);
}

/// Returns the standard deviation of the lift over resamples of users.
double bootstrap_error(std::size_t users, const Statistic& lift_of_indices) {
  std::vector<double> indices(users);
  std::iota(indices.begin(), indices.end(), 0);
  return standard_deviation(
      bootstrap_replicates(indices, lift_of_indices, {11, Purpose::kBootstrap}, 2000));
}

TEST(RatioLift, ErrorsAgreeWithABootstrapOverUsers) {
  constexpr std::size_t kUsers = 300;
  const Users a = made_up_users(stream_of_arm(0, 1), kUsers, 0.25, 0);
  const Users of_the_same = made_up_users(stream_of_arm(0, 1), kUsers, 0.2, 1);
  const Users of_others = made_up_users(stream_of_arm(0, 2), kUsers, 0.2);
  const auto paired = [&](std::span<const double> indices) {
    Users of_a;
    Users of_b;
    for (double index : indices) {
      of_a.push_back(a[static_cast<std::size_t>(index)]);
      of_b.push_back(of_the_same[static_cast<std::size_t>(index)]);
    }
    return paired_lift(of_a, of_b)->lift;
  };
  // Users 0 to kUsers - 1 are in one arm, the others in the other.
  const auto split = [&](std::span<const double> indices) {
    Users arms[2];
    for (double index : indices) {
      const auto u = static_cast<std::size_t>(index);
      if (u < kUsers) arms[0].push_back(a[u]);
      if (u >= kUsers) arms[1].push_back(of_others[u - kUsers]);
    }
    return independent_lift(arms[0], arms[1])->lift;
  };
  const double of_paired = paired_lift(a, of_the_same)->standard_error;
  EXPECT_NEAR(bootstrap_error(kUsers, paired) / of_paired, 1, 0.05);
  const double of_split = independent_lift(a, of_others)->standard_error;
  EXPECT_NEAR(bootstrap_error(2 * kUsers, split) / of_split, 1, 0.05);
  EXPECT_LT(of_paired, 0.8 * of_split);
}

TEST(RatioLift, IntervalsOfSplitUsersCover) {
  const Simulated found = simulate(kTests, 0.1, [](std::uint32_t t) {
    return *independent_lift(made_up_users(stream_of_arm(t, 1), 200, 0.22),
                             made_up_users(stream_of_arm(t, 2), 150, 0.2));
  });
  EXPECT_NEAR(found.coverage, 0.95, kCoverageTolerance);
  EXPECT_NEAR(found.mean_error / found.standard_deviation, 1, 0.06);
}

TEST(RatioLift, IntervalsOfPairedUsersCover) {
  const Simulated found = simulate(kTests, 0.1, [](std::uint32_t t) {
    return *paired_lift(made_up_users(stream_of_arm(t, 1), 150, 0.22, 0),
                        made_up_users(stream_of_arm(t, 1), 150, 0.2, 1));
  });
  EXPECT_NEAR(found.coverage, 0.95, kCoverageTolerance);
  EXPECT_NEAR(found.mean_error / found.standard_deviation, 1, 0.06);
}

/// Returns each impression as a user of its own.
Users impressions_of(const Users& users) {
  Users rows;
  for (const UserTotal& user : users) {
    for (int i = 0; i < user.count; ++i) rows.push_back({i < user.sum ? 1.0 : 0.0, 1});
  }
  return rows;
}

TEST(RatioLift, ErrorsOfImpressionsAreTooSmall) {
  const Users a = made_up_users(stream_of_arm(0, 1), 300, 0.2);
  const Users b = made_up_users(stream_of_arm(0, 2), 300, 0.2);
  const auto by_row = independent_lift(impressions_of(a), impressions_of(b));
  EXPECT_DOUBLE_EQ(by_row->lift, independent_lift(a, b)->lift);
  EXPECT_LT(by_row->standard_error, 0.7 * independent_lift(a, b)->standard_error);
}

TEST(RatioLift, ArmWithoutSuccessIsMinusOne) {
  const auto lift = independent_lift(Users{{0, 5}, {0, 3}}, Users{{1, 5}, {2, 5}});
  EXPECT_EQ(lift->lift, -1);
  EXPECT_EQ(lift->standard_error, 0);
  EXPECT_EQ(lift_p_value(*lift), 1);
  EXPECT_EQ(lift_interval(*lift).low, -1);
}

TEST(RatioLift, IsEmptyWhereUndefined) {
  const Users some = {{1, 5}, {2, 5}};
  const Users none = {{0, 5}, {0, 5}};
  const Users loss = {{-1, 5}, {-2, 5}};
  using Judge = std::optional<Lift> (*)(std::span<const UserTotal>, std::span<const UserTotal>);
  for (const Judge lift : {Judge{paired_lift}, Judge{independent_lift}}) {
    EXPECT_FALSE(lift(some, none));
    EXPECT_FALSE(lift(none, none));
    EXPECT_FALSE(lift(some, loss));
    EXPECT_FALSE(lift({}, {}));
    EXPECT_FALSE(lift(some, Users{}));
    EXPECT_FALSE(lift(Users{{1, 5}}, some));
    EXPECT_FALSE(lift(some, Users{{1, 5}, {std::nan(""), 5}}));
    EXPECT_FALSE(lift(some, Users{{0, 0}, {0, 0}}));
  }
  EXPECT_THROW(paired_lift(some, Users{{1, 5}, {2, 5}, {2, 5}}), RunError);
}

TEST(RatioLift, PValueAndIntervalAgree) {
  const Lift edge{0.0196, 0.01};
  EXPECT_NEAR(lift_p_value(edge), 0.05, 1e-4);
  EXPECT_NEAR(lift_interval(edge).low, 0, 1e-6);
  EXPECT_EQ(lift_p_value({0, 0.01}), 1);
  EXPECT_EQ(lift_p_value({-0.03, 0.01}), lift_p_value({0.03, 0.01}));
  EXPECT_NEAR(lift_p_value({0.3, 0.01}) / 9.8134e-198, 1, 1e-4);  // 30 standard errors
}

TEST(RatioLift, PowerIsTheShareOfTestsThatFindTheLift) {
  EXPECT_EQ(lift_power(0, 0.01, 0.1), 0.1);
  EXPECT_NEAR(lift_power(1e-9, 0.01, 0.1), 0.1, 1e-6);
  EXPECT_NEAR(lift_power(0.0196, 0.01), 0.5, 1e-4);
  EXPECT_EQ(lift_power(-0.02, 0.01), lift_power(0.02, 0.01));
  EXPECT_EQ(lift_power(0.02, 0), 1);
  int found = 0;
  double error = 0;
  for (std::uint32_t t = 0; t < kTests; ++t) {
    const auto lift = independent_lift(made_up_users(stream_of_arm(t, 3), 150, 0.26),
                                       made_up_users(stream_of_arm(t, 4), 150, 0.2));
    found += lift_p_value(*lift) < 0.05 ? 1 : 0;
    error += lift->standard_error / kTests;
  }
  EXPECT_NEAR(found / static_cast<double>(kTests), lift_power(0.3, error), 0.04);
}

TEST(RatioLift, UsersForPowerGiveThatPower) {
  const double factor = *users_for_power(0.01, 0.02);
  EXPECT_NEAR(factor, 4 * std::pow(1.959964 + 0.841621, 2), 1e-4);
  EXPECT_NEAR(lift_power(0.01, 0.02 / std::sqrt(factor)), 0.8, 1e-5);
  EXPECT_NEAR(lift_power(0.01, 0.02 / std::sqrt(*users_for_power(-0.01, 0.02, 0.9, 0.1)), 0.1), 0.9,
              1e-5);
  EXPECT_LT(*users_for_power(0.1, 0.02), 1);
  EXPECT_EQ(users_for_power(0.1, 0), 0);
  EXPECT_FALSE(users_for_power(0, 0.02));
}

}  // namespace
}  // namespace mmoe
