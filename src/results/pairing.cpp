// SPDX-License-Identifier: Apache-2.0
#include "results/pairing.h"

#include <algorithm>
#include <cmath>

#include "results/runs.h"
#include "statistics/paired.h"

namespace mmoe {

RunValues values_by_run(const std::vector<const TrialRecord*>& trials, const std::string& metric,
                        const std::string& task, const std::string& split) {
  RunValues values;
  for (const TrialRecord* trial : trials) {
    const auto value = metric_of(*trial, metric, split, task);
    if (value && std::isfinite(*value)) values[{trial->seed, trial->run}] = *value;
  }
  return values;
}

std::vector<RunId> common_runs(const std::vector<RunValues>& values) {
  std::vector<RunId> runs;
  if (values.empty()) return runs;
  for (const auto& [run, value] : values.front()) {
    const auto has_run = [&key = run](const RunValues& v) { return v.contains(key); };
    if (std::ranges::all_of(values, has_run)) runs.push_back(run);
  }
  return runs;
}

std::vector<std::vector<double>> pair_by_run(const std::vector<RunValues>& values) {
  const std::vector<RunId> runs = common_runs(values);
  std::vector<std::vector<double>> paired;
  for (const RunValues& all : values) {
    std::vector<double>& found = paired.emplace_back();
    for (const RunId& run : runs) found.push_back(all.at(run));
  }
  return paired;
}

std::vector<double> paired_differences(const RunValues& a, const RunValues& b) {
  const auto paired = pair_by_run({a, b});
  return differences(paired[0], paired[1]);
}

}  // namespace mmoe
