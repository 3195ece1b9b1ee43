// SPDX-License-Identifier: Apache-2.0
// Figures of a simulated live test, in percent of Single-Task by engagement alone.
#pragma once

#include <vector>

#include "report/figures/figure.h"
#include "results/live_settings.h"
#include "results/result_reader.h"

namespace mmoe {

/// Two panels per setting, the second near Table 4's pairs: satisfaction against engagement of
/// every arm as alpha grows from 0, medians over runs; random; every arm at the frozen alpha; the
/// paper's pairs.
Figure live_curves(const Result& result, const std::vector<LiveSetting>& settings);

/// A panel per pair and metric of Table 4: its lift against the setting, by the truth and as live,
/// with the range over runs (of one run: 95 % interval over users), and the paper's.
Figure live_lifts_by_setting(const std::vector<LiveSetting>& settings);

}  // namespace mmoe
