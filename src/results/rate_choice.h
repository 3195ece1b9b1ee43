// SPDX-License-Identifier: Apache-2.0
// Learning rates chosen on pilots, runs that are not reported: a rate that is chosen on the runs
// that are reported makes their mean look better than it is (the winner's curse).
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "experiment/trials/trial_record.h"
#include "experiment/trials/trials.h"

namespace mmoe {

/// Learning rates by setting and model.
using CellRates = std::map<std::pair<std::size_t, std::size_t>, double>;

/// Returns the rates that do best on validation data (see cells.h); `records` has one per pilot.
CellRates chosen_rates(const std::vector<Trial>& pilots, std::span<const TrialRecord> records);

/// Returns the smallest rates, which stand for those that are not chosen yet.
CellRates smallest_rates(const std::vector<Trial>& pilots);

/// Returns those of `trials` that are at the rate of their cell, and all of the cells that `rates`
/// does not have, in their order.
std::vector<Trial> at_rates(const std::vector<Trial>& trials, const CellRates& rates);

}  // namespace mmoe
