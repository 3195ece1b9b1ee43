// SPDX-License-Identifier: Apache-2.0
#include "dry_run.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <numeric>

#include "experiment/calibration.h"
#include "progress.h"

namespace mmoe::cli {

using nlohmann::ordered_json;

void list_trials(const Prepared& prepared, const std::vector<Trial>& trials, std::int64_t jobs,
                 bool json) {
  const auto seconds = estimate_seconds(prepared.experiment, *prepared.data, trials);
  const double wall = estimate_wall_time(seconds, static_cast<std::size_t>(jobs));
  if (json) {
    ordered_json list = ordered_json::array();
    for (std::size_t t = 0; t < trials.size(); ++t) {
      list.push_back({{"key", trials[t].key}, {"seconds", seconds[t]}});
    }
    const ordered_json result = {{"trials", list},
                                 {"jobs", jobs},
                                 {"seconds", std::accumulate(seconds.begin(), seconds.end(), 0.0)},
                                 {"wall_seconds", wall}};
    fmt::print("{}\n", result.dump(2));
    return;
  }
  for (std::size_t t = 0; t < trials.size(); ++t) {
    fmt::print("{}  {:.1f}s\n", trials[t].key, seconds[t]);
  }
  fmt::print("{} trials, about {} at {} jobs\n", trials.size(), duration_text(wall), jobs);
}

}  // namespace mmoe::cli
