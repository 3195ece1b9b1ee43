// SPDX-License-Identifier: Apache-2.0
#include "dry_run.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <numeric>

#include "experiment/trials/cost_estimate.h"
#include "progress.h"

namespace mmoe::cli {

using nlohmann::ordered_json;

ordered_json dry_run_json(const Prepared& prepared, const std::vector<Trial>& trials,
                          std::int64_t jobs) {
  const auto seconds = estimate_seconds(prepared.experiment, *prepared.data, trials);
  ordered_json list = ordered_json::array();
  for (std::size_t t = 0; t < trials.size(); ++t) {
    list.push_back({{"key", trials[t].key}, {"seconds", seconds[t]}});
  }
  return {{"trials", list},
          {"jobs", jobs},
          {"seconds", std::accumulate(seconds.begin(), seconds.end(), 0.0)},
          {"wall_seconds", estimate_wall_time(seconds, static_cast<std::size_t>(jobs))}};
}

void list_trials(const Prepared& prepared, const std::vector<Trial>& trials, std::int64_t jobs,
                 bool json) {
  const ordered_json all = dry_run_json(prepared, trials, jobs);
  if (json) {
    fmt::print("{}\n", all.dump(2));
    return;
  }
  for (const ordered_json& trial : all["trials"]) {
    fmt::print("{}  {:.1f}s\n", trial["key"].get<std::string>(), trial["seconds"].get<double>());
  }
  fmt::print("{} trials, about {} at {} jobs\n", trials.size(),
             duration_text(all["wall_seconds"].get<double>()), jobs);
}

}  // namespace mmoe::cli
