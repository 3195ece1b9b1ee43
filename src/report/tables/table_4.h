// SPDX-License-Identifier: Apache-2.0
// Table 4 of the paper beside a simulated live test. Lifts are in percent. Of one run intervals are
// over users; of several runs the median stands with the range over runs.
#pragma once

#include <optional>
#include <vector>

#include "report/tables/table.h"
#include "results/live_settings.h"

namespace mmoe {

/// A row per lift, the paper's pairs first: the paper's number and its level, the truth, what the
/// live test reads, without and with CUPED, in how many runs it finds the lift at 5 %, its power,
/// and the users for a power of 80 %.
Table table_4(const LiveSetting& setting);

/// A row per run of the paper's pairs: the intervals and p of each reading.
Table table_4_runs(const LiveSetting& setting);

/// A row per arm: alpha, engagement and satisfaction per impression, true and live, and the truth
/// relative to the arm of engagement alone.
Table table_4_arms(const LiveSetting& setting);

/// A row per arm and metric: the truth, and inverse propensity, self-normalised and doubly robust
/// estimates from rows with uniformly drawn items. Empty without any.
std::optional<Table> table_4_off_policy(const LiveSetting& setting);

/// A row per setting, run and metric: how often a test of one arm against itself rejects. Empty
/// without any.
std::optional<Table> table_4_aa(const std::vector<LiveSetting>& settings);

/// A row per setting: the true lifts of the paper's pairs. Empty of one setting.
std::optional<Table> table_4_settings(const std::vector<LiveSetting>& settings);

/// The lift's number in percent with two decimals and a sign.
Number percent_number(const std::optional<double>& lift, const std::optional<Interval>& interval);

/// Of one run its lift and interval over users, of several their median and range, in percent.
Number lift_number(const LiveSetting& setting, const LiftName& name,
                   LiftReadingRecord LiftRecord::*reading);

/// How captions say what lift_number shows of the draws.
std::string lift_words(const LiveSetting& setting);

}  // namespace mmoe
