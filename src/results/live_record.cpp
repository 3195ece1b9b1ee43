// SPDX-License-Identifier: Apache-2.0
#include "results/live_record.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "statistics/or_null.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

std::optional<std::int64_t> count_or_none(const ordered_json& value) {
  return value.is_null() ? std::nullopt : std::optional(value.get<std::int64_t>());
}

std::optional<Interval> interval_or_none(const ordered_json& value, const std::string& where) {
  if (value.is_null()) return {};
  const auto ends = value.get<std::vector<double>>();
  if (ends.size() != 2) {
    throw FieldError(where, fmt::format("found {} numbers; expected [low, high]", ends.size()));
  }
  return Interval{ends[0], ends[1]};
}

std::string metric_name(const ordered_json& entry, const std::string& where) {
  const std::string metric = entry.at("metric");
  if (std::ranges::find(kLiveMetrics, metric) == std::end(kLiveMetrics)) {
    throw FieldError(where + ".metric", fmt::format("found '{}'; expected {} or {}", metric,
                                                    kLiveMetrics[0], kLiveMetrics[1]));
  }
  return metric;
}

LiveRatesRecord read_rates(const ordered_json& json) {
  return {number_or_none(json.at("engagement")), number_or_none(json.at("satisfaction"))};
}

LiveCurveRecord read_live_curve(const ordered_json& json, const std::string& where) {
  LiveCurveRecord curve{.arm = json.at("arm"), .alphas = json.at("alphas"), .rates = {}};
  for (const char* metric : kLiveMetrics) {
    const ordered_json& values = json.at(metric);
    if (values.is_array() && values.size() == curve.alphas.size()) continue;
    throw FieldError(fmt::format("{}.{}", where, metric),
                     fmt::format("found {} values; expected {}, one per alpha", values.size(),
                                 curve.alphas.size()));
  }
  for (std::size_t i = 0; i < curve.alphas.size(); ++i) {
    curve.rates.push_back(
        {number_or_none(json["engagement"][i]), number_or_none(json["satisfaction"][i])});
  }
  return curve;
}

LiveArmRecord read_live_arm(const ordered_json& json, const std::string&) {
  const ordered_json& live = json.at("live");
  return {.arm = json.at("arm"),
          .title = json.at("title"),
          .alpha = number_or_none(json.at("alpha")),
          .truth = read_rates(json.at("truth")),
          .users = count_or_none(live.at("users")),
          .live = read_rates(live)};
}

/// Of a reading that has no such number: none.
std::optional<double> number_if_any(const ordered_json& json, const char* name) {
  return json.contains(name) ? number_or_none(json[name]) : std::nullopt;
}

LiftReadingRecord read_reading(const ordered_json& json, const std::string& where) {
  const auto interval = [&](const char* name) {
    return json.contains(name) ? interval_or_none(json[name], fmt::format("{}.{}", where, name))
                               : std::nullopt;
  };
  return {.lift = number_or_none(json.at("lift")),
          .ci90 = interval("ci90"),
          .ci95 = interval("ci95"),
          .p = number_or_none(json.at("p")),
          .power = number_if_any(json, "power"),
          .users_for_power_80 = number_if_any(json, "users_for_power_80"),
          .variance_ratio = number_if_any(json, "variance_ratio")};
}

LiftRecord read_lift(const ordered_json& json, const std::string& where) {
  return {.arm = json.at("arm"),
          .over = json.at("over"),
          .metric = metric_name(json, where),
          .truth = read_reading(json.at("truth"), where + ".truth"),
          .live = read_reading(json.at("live"), where + ".live"),
          .cuped = read_reading(json.at("cuped"), where + ".cuped")};
}

AaRecord read_aa(const ordered_json& json, const std::string& where) {
  return {.metric = metric_name(json, where),
          .splits = json.at("splits"),
          .level = number_or_none(json.at("level")),
          .rejected = number_or_none(json.at("rejected"))};
}

OffPolicyRecord read_off_policy(const ordered_json& json, const std::string& where) {
  const auto estimate = [&](const char* name) {
    const ordered_json& of = json.at(name);
    return OffPolicyEstimateRecord{
        number_or_none(of.at("value")),
        interval_or_none(of.at("ci95"), fmt::format("{}.{}.ci95", where, name))};
  };
  return {.arm = json.at("arm"),
          .metric = metric_name(json, where),
          .truth = number_or_none(json.at("truth")),
          .rows = number_or_none(json.at("rows")),
          .effective_rows = number_or_none(json.at("effective_rows")),
          .ips = estimate("ips"),
          .snips = estimate("snips"),
          .dr = estimate("dr")};
}

/// What `read` makes of each member of a list, given its place.
template <typename Record>
std::vector<Record> read_live_list(const ordered_json& draw, const char* name,
                                   const std::string& where,
                                   Record (*read)(const ordered_json&, const std::string&)) {
  std::vector<Record> records;
  for (const ordered_json& entry : draw.at(name)) {
    records.push_back(read(entry, fmt::format("{}.{}[{}]", where, name, records.size())));
  }
  return records;
}

LiveDrawRecord read_live_draw(const ordered_json& json, const std::string& where) {
  const ordered_json& alpha = json.at("alpha");
  LiveDrawRecord draw{.setting = json.at("setting"),
                      .run = json.at("run"),
                      .alpha = {.value = number_or_none(alpha.at("value")),
                                .arm = alpha.at("arm"),
                                .engagement_loss = number_or_none(alpha.at("engagement_loss"))},
                      .curves = read_live_list(json, "curve", where, read_live_curve),
                      .arms = read_live_list(json, "arms", where, read_live_arm),
                      .lifts = read_live_list(json, "lifts", where, read_lift),
                      .aa = read_live_list(json, "aa", where, read_aa),
                      .off_policy = read_live_list(json, "off_policy", where, read_off_policy)};
  return draw;
}

}  // namespace

LiveRecord read_live_record(const ordered_json& live) {
  return {.options = live.at("options"),
          .draws = read_live_list(live, "draws", "live", read_live_draw)};
}

const LiveArmRecord* find_arm(const LiveDrawRecord& draw, const std::string& arm) {
  const auto found = std::ranges::find(draw.arms, arm, &LiveArmRecord::arm);
  return found == draw.arms.end() ? nullptr : &*found;
}

const LiftRecord* find_lift(const LiveDrawRecord& draw, const std::string& arm,
                            const std::string& over, const std::string& metric) {
  const auto found = std::ranges::find_if(draw.lifts, [&](const LiftRecord& lift) {
    return lift.arm == arm && lift.over == over && lift.metric == metric;
  });
  return found == draw.lifts.end() ? nullptr : &*found;
}

}  // namespace mmoe
