// SPDX-License-Identifier: Apache-2.0
#include "dry_run.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>
#include <numeric>

#include "base/count_text.h"
#include "experiment/trials/cost_estimate.h"
#include "live_line.h"
#include "standard_output.h"
#include "statistics/looks.h"

namespace mmoe::cli {

using nlohmann::ordered_json;

ordered_json dry_run_json(const Prepared& prepared, const std::vector<Trial>& trials,
                          std::int64_t jobs, double least_seconds) {
  const auto seconds = estimate_seconds(prepared.experiment, *prepared.data, trials, least_seconds);
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
                 bool json, const std::optional<LooksPlan>& plan) {
  ordered_json all = dry_run_json(prepared, trials, jobs);
  const auto runs = static_cast<double>(prepared.experiment.runs);
  const auto looks =
      plan ? planned_looks(plan->first, all["wall_seconds"].get<double>() / runs, plan->seconds)
           : std::vector<std::int64_t>();
  if (plan) all["looks"] = looks;
  if (json) {
    print_json(all);
    return;
  }
  print_text(fmt::format("{}, about {} at {}\n", counted(trials.size(), "trial"),
                         duration_text(all["wall_seconds"].get<double>()),
                         counted(static_cast<std::size_t>(jobs), "job")));
  if (plan) {
    print_text(fmt::format("in {}, while claims are open: looks at {} runs\n",
                           duration_text(plan->seconds), fmt::join(looks, ", ")));
  }
  for (const ordered_json& trial : all["trials"]) {
    print_text(fmt::format("{}  {:.1f}s\n", trial["key"].get<std::string>(),
                           trial["seconds"].get<double>()));
  }
}

}  // namespace mmoe::cli
