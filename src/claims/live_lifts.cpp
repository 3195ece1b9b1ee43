// SPDX-License-Identifier: Apache-2.0
#include "claims/live_lifts.h"

#include <fmt/format.h>

#include "claims/run_values.h"
#include "results/labels.h"

namespace mmoe {
namespace {

std::optional<LiveSetting> setting_at(const Claim& claim, const Result& result, double at) {
  if (!result.live) return std::nullopt;
  for (const LiveSetting& setting : live_settings(*result.live)) {
    if (is_setting_at(claim, setting.setting, at)) return setting;
  }
  return std::nullopt;
}

/// In whichever direction the draws list it.
ClaimedLift find_claimed(const LiveSetting& setting, const std::string& arm,
                         const std::string& over, const std::string& metric) {
  const LiftName name = {arm, over, metric};
  if (auto runs = lifts_of(setting, name); !runs.empty()) return {name, 1, std::move(runs)};
  const LiftName turned = {over, arm, metric};
  return {turned, -1, lifts_of(setting, turned)};
}

std::string arm_name(const std::string& arm) {
  return arm == kEngagementOnlyArm ? "Single-Task by engagement alone" : model_title(arm);
}

}  // namespace

std::vector<ClaimedLift> claimed_lifts(const Claim& claim, const Result& result) {
  const char* metric = kLiveMetrics[claim.task == "auxiliary" ? 1 : 0];
  std::vector<ClaimedLift> lifts;
  for (std::size_t i = 0; i < claim.cells.size(); ++i) {
    const auto setting = setting_at(claim, result, claim.cells[i].at);
    if (!setting) return {};
    lifts.push_back(find_claimed(*setting, claim.cells[i].model, claim.than[i].model, metric));
    if (lifts.back().runs.empty()) return {};
  }
  return lifts;
}

std::optional<double> one_sided_p(const LiftReadingRecord& reading, double sign) {
  if (!reading.lift || !reading.p) return std::nullopt;
  const double lift = sign * *reading.lift;
  if (lift == 0) return 0.5;
  return lift > 0 ? *reading.p / 2 : 1 - *reading.p / 2;
}

std::string lift_title(const LiftName& name) {
  return fmt::format("{} over {}, {}", arm_name(name.arm), arm_name(name.over), name.metric);
}

}  // namespace mmoe
