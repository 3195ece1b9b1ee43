// SPDX-License-Identifier: Apache-2.0
#include "results/rate_choice.h"

#include <algorithm>

#include "results/cells.h"

namespace mmoe {

CellRates chosen_rates(const std::vector<Trial>& pilots, std::span<const TrialRecord> records) {
  CellRates rates;
  for (const Cell& cell : choose_cells(pilots, records)) {
    rates[{cell.setting, cell.model}] = cell.learning_rate;
  }
  return rates;
}

CellRates smallest_rates(const std::vector<Trial>& pilots) {
  CellRates rates;
  for (const Trial& pilot : pilots) {
    const auto [rate, is_new] =
        rates.try_emplace({pilot.setting, pilot.model}, pilot.learning_rate);
    rate->second = std::min(rate->second, pilot.learning_rate);
  }
  return rates;
}

std::vector<Trial> at_rates(const std::vector<Trial>& trials, const CellRates& rates) {
  std::vector<Trial> kept;
  for (const Trial& trial : trials) {
    const auto rate = rates.find({trial.setting, trial.model});
    if (rate == rates.end() || rate->second == trial.learning_rate) kept.push_back(trial);
  }
  return kept;
}

}  // namespace mmoe
