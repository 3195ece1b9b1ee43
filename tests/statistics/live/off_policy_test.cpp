// SPDX-License-Identifier: Apache-2.0
#include "statistics/live/off_policy.h"

#include "statistics/live/live_fixture.h"
#include "statistics/live/made_up_users.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

using LoggedRows = std::vector<LoggedImpression>;

void expect_estimate(const std::optional<OffPolicyEstimate>& ours, const nlohmann::json& theirs,
                     const std::string& what) {
  ASSERT_TRUE(ours) << what;
  expect_scipy(ours->value, theirs.at(0), what);
  expect_scipy(ours->standard_error, theirs.at(1), "standard error, " + what);
}

TEST(OffPolicy, AgreesWithNumpy) {
  for (const auto& c : scipy_cases("off_policy")) {
    LoggedRows log;
    for (const auto& row : c["log"]) {
      log.push_back({.user = row[0].get<std::uint64_t>(),
                     .propensity = row[1],
                     .policy_probability = row[2],
                     .reward = row[3],
                     .predicted_shown = row[4],
                     .predicted_policy = row[5]});
    }
    expect_estimate(ips(log), c["ips"], "ips of " + c.dump());
    expect_estimate(snips(log), c["snips"], "snips of " + c.dump());
    expect_estimate(doubly_robust(log), c["doubly_robust"], "dr of " + c.dump());
    expect_scipy(effective_sample_size(log), c["ess"], "ess of " + c.dump());
  }
}

// Weights 2, 4, 0, 0 and rewards 1, 0, 1, 0 of four users.
TEST(OffPolicy, ByHand) {
  const LoggedRows log = {
      {0, 0.5, 1, 1, 0.5, 0.5}, {1, 0.25, 1, 0, 0.5, 0.5}, {2, 0.5, 0, 1, 0.5, 1}, {3, 0.5, 0, 0}};
  EXPECT_DOUBLE_EQ(ips(log)->value, 0.5);
  EXPECT_DOUBLE_EQ(ips(log)->standard_error, 0.5);  // sd of 2, 0, 0, 0 is 1
  EXPECT_DOUBLE_EQ(snips(log)->value, 1.0 / 3);
  // w (r - value) / mean w = {8, -8, 0, 0} / 9
  EXPECT_DOUBLE_EQ(snips(log)->standard_error, std::sqrt(128.0 / 81 / 3 / 4));
  EXPECT_DOUBLE_EQ(doubly_robust(log)->value, (1.5 - 1.5 + 1 + 0) / 4);
  EXPECT_DOUBLE_EQ(doubly_robust(log)->standard_error,
                   standard_deviation(Values{1.5, -1.5, 1, 0}) / 2);
  EXPECT_DOUBLE_EQ(*effective_sample_size(log), 36.0 / 20);
}

TEST(OffPolicy, ErrorsAreOfUsersNotOfImpressions) {
  LoggedRows log;
  LoggedRows four_times;
  for (std::uint64_t u = 0; u < 30; ++u) {
    const double reward = uniform({3, Purpose::kCheck}, u);
    log.push_back({.user = u, .propensity = 0.5, .policy_probability = 0.4, .reward = reward});
  }
  for (int copy = 0; copy < 4; ++copy) four_times.insert(four_times.end(), log.begin(), log.end());
  for (const auto estimate : {ips, snips, doubly_robust}) {
    EXPECT_NEAR(estimate(four_times)->value, estimate(log)->value, 1e-12);
    EXPECT_NEAR(estimate(four_times)->standard_error, estimate(log)->standard_error, 1e-12);
  }
}

/// Four items for each impression, one of which suits: of a user with interest U, uniform, it has
/// the reward with probability 0.8 U, others with 0.3 U. The log shows item k with probability
/// (k + 1) / 10; the policy shows what suits, so it earns 0.4.
LoggedRows made_up_log(const Stream& stream, std::uint64_t users) {
  LoggedRows log;
  for (std::uint64_t i = 0; i < 4 * users; ++i) {
    const std::uint64_t user = i % users;
    const double interest = uniform(stream, user);
    const std::uint64_t first = users + 3 * i;
    const std::uint64_t suits = uniform_below(stream, first, 4);
    const std::uint64_t tenth = uniform_below(stream, first + 1, 10);
    const std::uint64_t item = tenth < 1 ? 0 : tenth < 3 ? 1 : tenth < 6 ? 2 : 3;
    const double chance = (item == suits ? 0.8 : 0.3) * interest;
    log.push_back({.user = user,
                   .propensity = static_cast<double>(item + 1) / 10,
                   .policy_probability = item == suits ? 1.0 : 0.0,
                   .reward = uniform(stream, first + 2) < chance ? 1.0 : 0.0,
                   .predicted_shown = chance,
                   .predicted_policy = 0.8 * interest});
  }
  return log;
}

using Estimator = std::optional<OffPolicyEstimate> (*)(std::span<const LoggedImpression>);

constexpr int kLogs = 1000;
constexpr double kTruth = 0.4;

/// Judges an estimator on many logs, after `change` to each impression.
Simulated simulate_logs(Estimator estimator,
                        const std::function<void(LoggedImpression&)>& change = {}) {
  return simulate(kLogs, kTruth, [&](std::uint32_t run) {
    LoggedRows log = made_up_log({4, Purpose::kCheck, run}, 150);
    if (change) std::ranges::for_each(log, change);
    const auto found = estimator(log);
    return Lift{found->value, found->standard_error};
  });
}

void expect_honest(const Simulated& found, const std::string& name) {
  EXPECT_NEAR(found.mean, kTruth, tolerance(found, kLogs)) << name;
  EXPECT_NEAR(found.coverage, 0.95, 0.0207) << name;
  EXPECT_NEAR(found.mean_error / found.standard_deviation, 1, 0.07) << name;
}

TEST(OffPolicy, IsUnbiasedAndCovers) {
  const Simulated by_ips = simulate_logs(ips);
  const Simulated by_snips = simulate_logs(snips);
  const Simulated good = simulate_logs(doubly_robust);
  const Simulated bad = simulate_logs(doubly_robust, [](LoggedImpression& shown) {
    shown.predicted_shown = shown.policy_probability == 1 ? 0.9 : 0.1;
    shown.predicted_policy = 0.9;
  });
  expect_honest(by_ips, "IPS");
  expect_honest(by_snips, "SNIPS");
  expect_honest(good, "DR, good model");
  expect_honest(bad, "DR, bad model");
  EXPECT_LT(by_snips.standard_deviation, by_ips.standard_deviation);
  EXPECT_LT(good.standard_deviation, 0.9 * by_ips.standard_deviation);
  EXPECT_LT(good.standard_deviation, 0.9 * bad.standard_deviation);
}

TEST(OffPolicy, WeightsOfThePolicyThatLoggedAreOne) {
  LoggedRows log = made_up_log({4, Purpose::kCheck}, 100);
  double rewards = 0;
  for (LoggedImpression& shown : log) {
    shown.policy_probability = shown.propensity;
    rewards += shown.reward;
  }
  EXPECT_DOUBLE_EQ(ips(log)->value, rewards / 400);
  EXPECT_DOUBLE_EQ(snips(log)->value, ips(log)->value);
  EXPECT_DOUBLE_EQ(snips(log)->standard_error, ips(log)->standard_error);
  EXPECT_EQ(effective_sample_size(log), 400);
}

TEST(OffPolicy, IsEmptyWhereUndefined) {
  const LoggedImpression shown{.user = 0, .propensity = 0.5, .policy_probability = 1, .reward = 1};
  const LoggedImpression other{.user = 1, .propensity = 0.5, .policy_probability = 0, .reward = 1};
  const LoggedImpression impossible{.user = 1, .propensity = 0, .policy_probability = 1};
  const LoggedImpression unknown{.user = 1, .reward = std::nan("")};
  for (const auto estimate : {ips, snips, doubly_robust}) {
    EXPECT_TRUE(estimate(LoggedRows{shown, other}));
    EXPECT_FALSE(estimate({}));
    EXPECT_FALSE(estimate(LoggedRows{shown}));
    EXPECT_FALSE(estimate(LoggedRows{shown, shown}));  // one user
    EXPECT_FALSE(estimate(LoggedRows{other, {.user = 2}}));
    EXPECT_FALSE(estimate(LoggedRows{shown, impossible}));
    EXPECT_FALSE(estimate(LoggedRows{shown, unknown}));
  }
  EXPECT_FALSE(effective_sample_size({}));
  EXPECT_FALSE(effective_sample_size(LoggedRows{shown, impossible}));
  EXPECT_EQ(effective_sample_size(LoggedRows{other}), 0);
}

}  // namespace
}  // namespace mmoe
