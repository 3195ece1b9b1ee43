// SPDX-License-Identifier: Apache-2.0
#include "results/live_settings.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/add_once.h"
#include "results/labels.h"

namespace mmoe {

std::vector<LiveSetting> live_settings(const LiveRecord& live) {
  std::vector<LiveSetting> settings;
  for (const LiveDrawRecord& draw : live.draws) {
    auto found = std::ranges::find(settings, draw.setting, &LiveSetting::setting);
    if (found == settings.end()) found = settings.insert(found, {draw.setting, {}});
    found->draws.push_back(&draw);
  }
  for (LiveSetting& setting : settings) {
    std::ranges::stable_sort(setting.draws, {}, &LiveDrawRecord::run);
  }
  return settings;
}

std::vector<LiftName> lift_names(const LiveSetting& setting) {
  std::vector<LiftName> names;
  for (const LiveDrawRecord* draw : setting.draws) {
    for (const LiftRecord& lift : draw->lifts) {
      add_once(names, LiftName{lift.arm, lift.over, lift.metric});
    }
  }
  return names;
}

std::vector<const LiftRecord*> lifts_of(const LiveSetting& setting, const LiftName& name) {
  std::vector<const LiftRecord*> lifts;
  for (const LiveDrawRecord* draw : setting.draws) {
    const LiftRecord* lift = find_lift(*draw, name.arm, name.over, name.metric);
    if (lift != nullptr) lifts.push_back(lift);
  }
  return lifts;
}

Summary summarise_lifts(const LiveSetting& setting, const LiftName& name,
                        const std::function<std::optional<double>(const LiftRecord&)>& value) {
  std::vector<double> values;
  for (const LiftRecord* lift : lifts_of(setting, name)) {
    if (const auto found = value(*lift)) values.push_back(*found);
  }
  return summarise(values);
}

FoundRuns found_runs(const LiveSetting& setting, const LiftName& name) {
  constexpr double kFoundLevel = 0.05;
  FoundRuns runs;
  for (const LiftRecord* lift : lifts_of(setting, name)) {
    if (!lift->live.p) continue;
    ++runs.tested;
    if (*lift->live.p <= kFoundLevel) ++runs.found;
  }
  return runs;
}

std::vector<std::string> arms_of(const LiveSetting& setting) {
  std::vector<std::string> arms;
  for (const LiveDrawRecord* draw : setting.draws) {
    for (const LiveArmRecord& arm : draw->arms) add_once(arms, arm.arm);
  }
  return arms;
}

std::string arm_title(const LiveSetting& setting, const std::string& arm) {
  for (const LiveDrawRecord* draw : setting.draws) {
    const LiveArmRecord* found = find_arm(*draw, arm);
    if (found != nullptr && !found->title.empty()) return found->title;
  }
  return model_title(arm);
}

std::string pair_title(const LiveSetting& setting, const LiftName& name) {
  const auto brief = [&](const std::string& arm) {
    return arm == kEngagementOnlyArm ? "engagement only" : arm_title(setting, arm);
  };
  return fmt::format("{} over {}", brief(name.arm), brief(name.over));
}

std::optional<double> relative_difference(const std::optional<double>& a,
                                          const std::optional<double>& b) {
  return a && b && *b != 0 ? std::optional(*a / *b - 1) : std::nullopt;
}

}  // namespace mmoe
