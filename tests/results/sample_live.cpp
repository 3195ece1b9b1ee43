// SPDX-License-Identifier: Apache-2.0
#include "results/sample_live.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "results/sample_result.h"

namespace mmoe::testing {
namespace {

using nlohmann::ordered_json;

constexpr double kEngagement = 0.4, kSatisfaction = 0.02;  // of engagement only

struct Gains {
  double engagement, satisfaction;  // over engagement only
};

double upper_tail(double z) { return 0.5 * std::erfc(z / std::sqrt(2.0)); }

ordered_json around(double center, double half) {
  return ordered_json::array({center - half, center + half});
}

ordered_json reading_json(double lift, double error) {
  return {{"lift", lift},
          {"ci90", around(lift, 1.645 * error)},
          {"ci95", around(lift, 1.96 * error)},
          {"p", 2 * upper_tail(std::abs(lift) / error)}};
}

ordered_json lift_json(const std::string& arm, const std::string& over, const std::string& metric,
                       double lift, const SampleLive& of) {
  ordered_json truth = reading_json(lift, of.truth_error);
  truth.erase("ci90");
  ordered_json live = reading_json(lift + 0.5 * of.live_error, of.live_error);
  live["power"] = upper_tail(1.96 - std::abs(lift) / of.live_error);
  live["users_for_power_80"] = std::llround(4000 * std::pow(2.8 * of.live_error / lift, 2));
  ordered_json cuped = reading_json(lift + 0.4 * of.live_error, 0.95 * of.live_error);
  cuped["variance_ratio"] = 0.9;
  return {{"arm", arm},     {"over", over}, {"metric", metric},
          {"truth", truth}, {"live", live}, {"cuped", cuped}};
}

ordered_json rates(const Gains& gains) {
  return {{"engagement", kEngagement * (1 + gains.engagement)},
          {"satisfaction", kSatisfaction * (1 + gains.satisfaction)}};
}

ordered_json arm_json(const std::string& arm, const std::string& title, const ordered_json& alpha,
                      const Gains& gains) {
  ordered_json live = {{"users", 800}};
  live.update(rates(gains));
  return {
      {"arm", arm}, {"title", title}, {"alpha", alpha}, {"truth", rates(gains)}, {"live", live}};
}

/// Engagement falls and satisfaction rises as alpha grows, to twice what the frozen 0.5 gives.
ordered_json curve_json(const std::string& arm, const Gains& at_frozen) {
  ordered_json curve = {{"arm", arm},
                        {"alphas", {0.0, 0.25, 0.5, 1.0}},
                        {"engagement", ordered_json::array()},
                        {"satisfaction", ordered_json::array()}};
  for (const double alpha : {0.0, 0.25, 0.5, 1.0}) {
    const ordered_json at =
        rates({at_frozen.engagement - 0.01 * (alpha - 0.5), 2 * alpha * at_frozen.satisfaction});
    for (const char* metric : {"engagement", "satisfaction"}) curve[metric].push_back(at[metric]);
  }
  return curve;
}

ordered_json off_policy_json(const std::string& arm, const std::string& metric, double truth) {
  const auto estimate = [&](double off) {
    return ordered_json{{"value", truth + off}, {"ci95", around(truth + off, 0.01)}};
  };
  return {{"arm", arm},
          {"metric", metric},
          {"truth", truth},
          {"rows", 20000},
          {"effective_rows", 1250},
          {"ips", estimate(0.02)},
          {"snips", estimate(0.004)},
          {"dr", estimate(-0.002)}};
}

ordered_json draw_json(const SampleLive& of, double relatedness, int run) {
  const double shift = of.step * run;
  const double apart = 1 - relatedness;
  const Gains shared = {of.shared_engagement + shift, of.shared_satisfaction * apart + shift};
  const Gains mmoe = {of.mmoe_engagement + shift, of.mmoe_satisfaction * apart + shift};
  const auto both = [&](const Gains& over) {  // over engagement only
    return Gains{(1 + shared.engagement) * (1 + over.engagement) - 1,
                 (1 + shared.satisfaction) * (1 + over.satisfaction) - 1};
  };
  const Gains random = {-0.3, -0.25};
  const Gains oracle = {0.2, 0.6};
  ordered_json draw = {
      {"setting", {{"relatedness", relatedness}}},
      {"run", run},
      {"alpha", {{"value", 0.5}, {"arm", "shared-bottom"}, {"engagement_loss", 0.0021}}},
      {"curve",
       {curve_json("shared-bottom", shared), curve_json("mmoe", both(mmoe)),
        curve_json("oracle", oracle)}},
      {"arms",
       {arm_json("engagement-only", "Single-Task, engagement only", 0.0, {0, 0}),
        arm_json("shared-bottom", "Shared-Bottom", 0.5, shared),
        arm_json("mmoe", "MMoE", 0.5, both(mmoe)), arm_json("random", "random", nullptr, random),
        arm_json("oracle", "oracle", 0.5, oracle)}},
      {"lifts", ordered_json::array()},
      {"aa", ordered_json::array()},
      {"off_policy", ordered_json::array()}};
  for (const char* metric : {"engagement", "satisfaction"}) {
    const auto gain = [&](const Gains& gains) {
      return metric == std::string("engagement") ? gains.engagement : gains.satisfaction;
    };
    draw["lifts"].push_back(
        lift_json("shared-bottom", "engagement-only", metric, gain(shared), of));
    draw["lifts"].push_back(lift_json("mmoe", "shared-bottom", metric, gain(mmoe), of));
    for (const auto& [arm, gains] : {std::pair("random", random), std::pair("oracle", oracle)}) {
      const double lift = (1 + gain(gains)) / (1 + gain(shared)) - 1;
      draw["lifts"].push_back(lift_json(arm, "shared-bottom", metric, lift, of));
    }
    draw["aa"].push_back(
        {{"metric", metric}, {"splits", 1000}, {"level", 0.05}, {"rejected", 0.048}});
    const ordered_json mmoe_rates = rates(both(mmoe));
    draw["off_policy"].push_back(off_policy_json("mmoe", metric, mmoe_rates[metric]));
  }
  return draw;
}

}  // namespace

ordered_json sample_live(const SampleLive& of) {
  ordered_json live = {{"simulated", true},
                       {"options",
                        {{"validation_users", 1000},
                         {"test_users", 4000},
                         {"requests", 20},
                         {"candidates", 16},
                         {"alphas", {0.0, 0.25, 0.5, 1.0}},
                         {"engagement_loss", 0.0025},
                         {"splits", 1000},
                         {"off_policy_rows", 20000}}},
                       {"draws", ordered_json::array()}};
  for (const double relatedness : of.relatedness) {
    for (int run = 0; run < of.runs; ++run) {
      live["draws"].push_back(draw_json(of, relatedness, run));
    }
  }
  return live;
}

ordered_json sample_live_result(ordered_json live) {
  static const ordered_json kWithoutLive = [] {
    ordered_json result = sample_census(1);
    result["experiment"]["name"] = "recommendation-live";
    result["experiment"]["data"] = {{"set", "recommendation"}};
    result["data"] = ordered_json::object();
    for (const char* list : {"cells", "comparisons", "trials"}) {
      result[list] = ordered_json::array();
    }
    return result;
  }();
  ordered_json result = kWithoutLive;
  result["live"] = std::move(live);
  return result;
}

Result read_sample_live(const SampleLive& of) {
  return to_result(sample_live_result(sample_live(of)), "live.json");
}

}  // namespace mmoe::testing
