// SPDX-License-Identifier: Apache-2.0
// A simulated live test by setting: what tables, figures and claims ask of the draws of one.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "results/live_record.h"
#include "statistics/summary.h"

namespace mmoe {

/// The draws of one setting, one per run.
struct LiveSetting {
  nlohmann::ordered_json setting;
  std::vector<const LiveDrawRecord*> draws;
};

/// Returns the settings in the order of the draws, each once; they point into `live`.
std::vector<LiveSetting> live_settings(const LiveRecord& live);

/// Two arms and a metric.
struct LiftName {
  std::string arm, over, metric;
  bool operator==(const LiftName&) const = default;
};

/// Returns every lift that a draw lists, in the order of the draws, each once.
std::vector<LiftName> lift_names(const LiveSetting& setting);

/// Returns the lift of each draw that lists it, by run.
std::vector<const LiftRecord*> lifts_of(const LiveSetting& setting, const LiftName& name);

/// Summary over runs of what `value` returns of each lift; runs without a value are left out.
Summary summarise_lifts(const LiveSetting& setting, const LiftName& name,
                        const std::function<std::optional<double>(const LiftRecord&)>& value);

/// Runs whose live test finds a lift of either sign at 5 %, of those that have a test.
struct FoundRuns {
  std::size_t tested = 0, found = 0;
};
FoundRuns found_runs(const LiveSetting& setting, const LiftName& name);

/// Returns the arms of the draws, in their order, each once.
std::vector<std::string> arms_of(const LiveSetting& setting);

/// Returns the arm's title; without one the model's.
std::string arm_title(const LiveSetting& setting, const std::string& arm);

/// Returns "Shared-Bottom over engagement only", short for tables: that is Single-Task by
/// engagement alone.
std::string pair_title(const LiveSetting& setting, const LiftName& name);

/// Relative difference a / b - 1; empty where one is, or b is 0.
std::optional<double> relative_difference(const std::optional<double>& a,
                                          const std::optional<double>& b);

}  // namespace mmoe
