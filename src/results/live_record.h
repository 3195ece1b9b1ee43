// SPDX-License-Identifier: Apache-2.0
// The simulated live test of a result, read back: its member "live" as plain structs. Numbers that
// are undefined are null in the file and empty here.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "statistics/interval.h"

namespace mmoe {

/// The arm that Table 4 compares Shared-Bottom with, and those that bound every arm.
inline constexpr const char* kEngagementOnlyArm = "engagement-only";
inline constexpr const char* kRandomArm = "random";
inline constexpr const char* kOracleArm = "oracle";

/// The metrics of a lift, in the order of Table 4.
inline constexpr const char* kLiveMetrics[] = {"engagement", "satisfaction"};

/// Per impression.
struct LiveRatesRecord {
  std::optional<double> engagement = {}, satisfaction = {};

  /// `metric` is one of kLiveMetrics.
  const std::optional<double>& of(const std::string& metric) const {
    return metric == kLiveMetrics[0] ? engagement : satisfaction;
  }
};

/// The weight of satisfaction in the score, chosen on the validation users.
struct FrozenAlphaRecord {
  std::optional<double> value = {};
  std::string arm = {};                        // on which it was chosen
  std::optional<double> engagement_loss = {};  // relative, what it costs that arm there
};

/// An arm's expected rates on the test users, by alpha.
struct LiveCurveRecord {
  std::string arm = {};
  std::vector<double> alphas = {};
  std::vector<LiveRatesRecord> rates = {};  // one per alpha
};

struct LiveArmRecord {
  std::string arm = {}, title = {};
  std::optional<double> alpha = {};  // empty: has none
  LiveRatesRecord truth = {};        // every test user, expected
  std::optional<std::int64_t> users = {};
  LiveRatesRecord live = {};  // the users of its share of the test, drawn
};

/// One reading of a relative difference: 0.0025 is +0.25 %. Intervals are over users.
struct LiftReadingRecord {
  std::optional<double> lift = {};
  std::optional<Interval> ci90 = {}, ci95 = {};
  std::optional<double> p = {};  // two-sided
  // Of the live reading: of finding the true lift at 5 %, and the users to find it in 80 % of
  // tests.
  std::optional<double> power = {}, users_for_power_80 = {};
  std::optional<double> variance_ratio = {};  // of CUPED: what it leaves of the variance
};

struct LiftRecord {
  std::string arm = {}, over = {}, metric = {};
  LiftReadingRecord truth = {}, live = {}, cuped = {};
};

/// Both sides users of one arm: the share of splits whose test rejects.
struct AaRecord {
  std::string metric = {};
  std::int64_t splits = 0;
  std::optional<double> level = {}, rejected = {};
};

struct OffPolicyEstimateRecord {
  std::optional<double> value = {};
  std::optional<Interval> ci95 = {};
};

/// What rows with uniformly drawn items say of an arm that never served them.
struct OffPolicyRecord {
  std::string arm = {}, metric = {};
  std::optional<double> truth = {}, rows = {}, effective_rows = {};
  OffPolicyEstimateRecord ips = {}, snips = {}, dr = {};
};

/// One setting and run: its users, its log and the models trained on it.
struct LiveDrawRecord {
  nlohmann::ordered_json setting = {};
  std::int64_t run = 0;
  FrozenAlphaRecord alpha = {};
  std::vector<LiveCurveRecord> curves = {};
  std::vector<LiveArmRecord> arms = {};
  std::vector<LiftRecord> lifts = {};
  std::vector<AaRecord> aa = {};
  std::vector<OffPolicyRecord> off_policy = {};
};

struct LiveRecord {
  nlohmann::ordered_json options = {};
  std::vector<LiveDrawRecord> draws = {};
};

/// Returns the member "live" of a result. Throws nlohmann::json::exception where its members are
/// not what its schema says, and FieldError "live.draws[0].curve[1].engagement: ..." where lists do
/// not have the lengths of one another, an interval is no pair, or a metric is unknown.
LiveRecord read_live_record(const nlohmann::ordered_json& live);

/// Returns the arm; nullptr if the draw has none of this name.
const LiveArmRecord* find_arm(const LiveDrawRecord& draw, const std::string& arm);

/// Returns the lift of `arm` over `over` in `metric`; nullptr if the draw lists none.
const LiftRecord* find_lift(const LiveDrawRecord& draw, const std::string& arm,
                            const std::string& over, const std::string& metric);

}  // namespace mmoe
