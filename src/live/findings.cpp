// SPDX-License-Identifier: Apache-2.0
#include "live/findings.h"

#include <cmath>
#include <optional>
#include <utility>

#include "live/logged_rows.h"
#include "live/test_totals.h"
#include "math/random.h"
#include "results/live_record.h"
#include "statistics/live/aa_test.h"
#include "statistics/live/cuped.h"
#include "statistics/or_null.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

constexpr double kTestLevel = 0.05;

double per_impression(const std::vector<UserTotal>& totals) {
  UserTotal sum;
  for (const UserTotal& user : totals) {
    sum.sum += user.sum;
    sum.count += user.count;
  }
  return sum.sum / sum.count;
}

/// The reading of a live test: each user is under one arm.
class SplitUsers {
 public:
  SplitUsers(const TestTotals& totals, const LiveDraw& draw) {
    const std::size_t arms = draw.arms.size();
    drawn_.resize(arms);
    before_.resize(arms);
    for (std::size_t u = 0; u < totals.before[0].size(); ++u) {
      const auto arm = static_cast<std::size_t>(
          uniform_below({draw.seed, Purpose::kLiveArms, draw.run}, u, arms));
      for (std::size_t t = 0; t < totals.before.size(); ++t) {
        drawn_[arm][t].push_back(totals.drawn[arm][t][u]);
        before_[arm][t].push_back(totals.before[t][u]);
      }
    }
  }

  const UserTotals& drawn(std::size_t arm) const { return drawn_[arm]; }
  const UserTotals& before(std::size_t arm) const { return before_[arm]; }

 private:
  std::vector<UserTotals> drawn_, before_;  // by arm, of its users
};

ordered_json rates(const UserTotals& totals) {
  ordered_json json;
  for (std::size_t t = 0; t < totals.size(); ++t) {
    const double rate = per_impression(totals[t]);
    json[kLiveMetrics[t]] = std::isfinite(rate) ? ordered_json(rate) : ordered_json();
  }
  return json;
}

ordered_json describe_arms(const TestTotals& totals, const SplitUsers& split, const LiveDraw& draw,
                           double alpha) {
  ordered_json list = ordered_json::array();
  for (std::size_t a = 0; a < draw.arms.size(); ++a) {
    const LiveArm& arm = draw.arms[a];
    ordered_json live = {{"users", split.drawn(a)[0].size()}};
    live.update(rates(split.drawn(a)));
    ordered_json shown_alpha = nullptr;
    if (!arm.is_random()) shown_alpha = arm.has_alpha() ? alpha : 0;
    list.push_back({{"arm", arm.name},
                    {"title", arm.title},
                    {"alpha", shown_alpha},
                    {"truth", rates(totals.truth[a])},
                    {"live", live}});
  }
  return list;
}

/// Which arms are compared: (arm, over).
std::vector<std::pair<std::size_t, std::size_t>> compared_arms(const std::vector<LiveArm>& arms) {
  const std::size_t reference = arm_named(arms, kReferenceArm);
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t a = 0; a < arms.size(); ++a) {
    if (arms[a].by_engagement_alone) pairs.emplace_back(reference, a);
  }
  for (std::size_t a = 0; a < arms.size(); ++a) {
    if (a != reference && !arms[a].by_engagement_alone) pairs.emplace_back(a, reference);
  }
  return pairs;
}

std::optional<Interval> interval(const std::optional<Lift>& lift, double confidence) {
  return lift ? std::optional(lift_interval(*lift, confidence)) : std::nullopt;
}

ordered_json lift_json(const std::optional<Lift>& lift) {
  return {{"lift", lift ? ordered_json(lift->lift) : ordered_json()},
          {"ci90", or_null(interval(lift, 0.90))},
          {"ci95", or_null(interval(lift, 0.95))},
          {"p", lift ? ordered_json(lift_p_value(*lift)) : ordered_json()}};
}

/// What a test of these users sees of a true lift.
ordered_json power_json(const std::optional<Lift>& truth, const std::optional<Lift>& live,
                        std::size_t users) {
  if (!truth || !live) return {{"power", nullptr}, {"users_for_power_80", nullptr}};
  auto factor = users_for_power(truth->lift, live->standard_error);
  if (factor) *factor *= static_cast<double>(users);
  return {{"power", lift_power(truth->lift, live->standard_error, kTestLevel)},
          {"users_for_power_80", or_null(factor)}};
}

/// One metric of one arm over another, in both readings.
ordered_json describe_lift(const TestTotals& totals, const SplitUsers& split,
                           std::pair<std::size_t, std::size_t> arms, std::size_t metric) {
  const auto [a, over] = arms;
  const auto truth = paired_lift(totals.truth[a][metric], totals.truth[over][metric]);
  const std::vector<UserTotal>& drawn = split.drawn(a)[metric];
  const std::vector<UserTotal>& drawn_over = split.drawn(over)[metric];
  const auto live = independent_lift(drawn, drawn_over);
  const auto cuped =
      cuped_lift(drawn, split.before(a)[metric], drawn_over, split.before(over)[metric]);
  ordered_json truth_json = lift_json(truth);
  truth_json.erase("ci90");
  ordered_json live_json = lift_json(live);
  live_json.update(power_json(truth, live, drawn.size() + drawn_over.size()));
  ordered_json adjusted = lift_json(cuped ? std::optional(cuped->adjusted) : std::nullopt);
  adjusted["variance_ratio"] = cuped ? ordered_json(cuped->variance_ratio) : ordered_json();
  return {{"truth", truth_json}, {"live", live_json}, {"cuped", adjusted}};
}

ordered_json describe_lifts(const TestTotals& totals, const SplitUsers& split,
                            const LiveDraw& draw) {
  ordered_json list = ordered_json::array();
  for (const auto& pair : compared_arms(draw.arms)) {
    for (std::size_t t = 0; t < std::size(kLiveMetrics); ++t) {
      ordered_json lift = {{"arm", draw.arms[pair.first].name},
                           {"over", draw.arms[pair.second].name},
                           {"metric", kLiveMetrics[t]}};
      lift.update(describe_lift(totals, split, pair, t));
      list.push_back(std::move(lift));
    }
  }
  return list;
}

/// All users under the reference arm, split again and again.
ordered_json describe_aa(const TestTotals& totals, const LiveDraw& draw) {
  const std::size_t reference = arm_named(draw.arms, kReferenceArm);
  const auto splits = static_cast<int>(draw.world.options.splits);
  ordered_json list = ordered_json::array();
  for (std::size_t t = 0; t < std::size(kLiveMetrics); ++t) {
    const auto rejected = aa_rejections(totals.drawn[reference][t], splits, kTestLevel,
                                        {draw.seed, Purpose::kLiveSplit, draw.run});
    list.push_back({{"metric", kLiveMetrics[t]},
                    {"splits", splits},
                    {"level", kTestLevel},
                    {"rejected", or_null(rejected)}});
  }
  return list;
}

ordered_json describe_curve(const TestTotals& totals, const LiveDraw& draw) {
  const LiveOptions& options = draw.world.options;
  const auto impressions = static_cast<double>(options.test_users * options.requests);
  ordered_json list = ordered_json::array();
  for (std::size_t a = 0; a < draw.arms.size(); ++a) {
    if (!draw.arms[a].has_alpha()) continue;
    ordered_json arm = {{"arm", draw.arms[a].name}, {"alphas", options.alphas}};
    for (std::size_t t = 0; t < std::size(kLiveMetrics); ++t) {
      for (const TaskNumbers& sums : totals.curve[a]) {
        arm[kLiveMetrics[t]].push_back(sums[t] / impressions);
      }
    }
    list.push_back(std::move(arm));
  }
  return list;
}

ordered_json value_json(const std::optional<OffPolicyEstimate>& estimate) {
  if (!estimate) return {{"value", nullptr}, {"ci95", nullptr}};
  return {{"value", estimate->value},
          {"ci95", or_null(interval(Lift{estimate->value, estimate->standard_error}, 0.95))}};
}

ordered_json describe_off_policy(const LiveDraw& draw, double alpha, std::size_t jobs) {
  const auto logged = logged_rows(draw.world, draw.arms, alpha, jobs);
  ordered_json list = ordered_json::array();
  for (std::size_t a = 0; a < draw.arms.size(); ++a) {
    if (draw.arms[a].is_random()) continue;
    for (std::size_t t = 0; t < std::size(kLiveMetrics); ++t) {
      const auto& impressions = logged[a].impressions[t];
      list.push_back({{"arm", draw.arms[a].name},
                      {"metric", kLiveMetrics[t]},
                      {"truth", logged[a].truth[t]},
                      {"rows", impressions.size()},
                      {"effective_rows", or_null(effective_sample_size(impressions))},
                      {"ips", value_json(ips(impressions))},
                      {"snips", value_json(snips(impressions))},
                      {"dr", value_json(doubly_robust(impressions))}});
    }
  }
  return list;
}

}  // namespace

ordered_json live_findings(const LiveDraw& draw, std::size_t jobs) {
  const LiveOptions& options = draw.world.options;
  const FrozenAlpha alpha = choose_alpha(draw.world, draw.arms, ValidationUsers(options), jobs);
  const TestTotals totals = run_test(draw.world, draw.arms, TestUsers(options), alpha, jobs);
  const SplitUsers split(totals, draw);
  return {{"alpha",
           {{"value", alpha.value()},
            {"arm", kReferenceArm},
            {"engagement_loss", alpha.engagement_loss()}}},
          {"curve", describe_curve(totals, draw)},
          {"arms", describe_arms(totals, split, draw, alpha.value())},
          {"lifts", describe_lifts(totals, split, draw)},
          {"aa", describe_aa(totals, draw)},
          {"off_policy", describe_off_policy(draw, alpha.value(), jobs)}};
}

}  // namespace mmoe
