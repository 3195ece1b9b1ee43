// SPDX-License-Identifier: Apache-2.0
#include "results/merge_shards.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <span>
#include <utility>

#include "base/error.h"
#include "experiment/store/merge.h"
#include "results/rate_choice.h"
#include "results/result.h"

namespace mmoe {
namespace {

constexpr std::size_t kNamed = 10;  // missing trials or points named in full

void fill(Store& store, const Merged& merged) {
  store.set_contents(merged.contents);
  for (std::size_t t = 0; t < merged.trials.size(); ++t) {
    if (!merged.records[t].empty()) store.put(merged.identities[t], merged.records[t]);
  }
}

/// The pilots, and the reported trials at the rates that they choose; those at the smallest rates,
/// and none of their records, if a pilot is missing.
struct ChosenTrials {
  std::vector<Trial> trials;         // reported
  std::vector<std::string> missing;  // keys
  std::vector<std::string> pilots, records;
};

ChosenTrials chosen_trials(const Merged& merged) {
  const auto first = merged.trials.begin();
  const auto pilots = static_cast<std::ptrdiff_t>(merged.pilots);
  const std::vector<Trial> pilot_trials(first, first + pilots);
  const std::vector<Trial> reported(first + pilots, merged.trials.end());
  ChosenTrials chosen;
  std::map<std::string, const std::string*> record_of;
  for (std::size_t t = 0; t < merged.trials.size(); ++t) {
    const Trial& trial = merged.trials[t];
    record_of[trial.key] = &merged.records[t];
    if (t >= merged.pilots) continue;
    chosen.pilots.push_back(merged.records[t]);
    if (merged.records[t].empty()) chosen.missing.push_back(trial.key);
  }
  const bool has_pilots = chosen.missing.empty();
  chosen.trials =
      at_rates(reported, has_pilots ? chosen_rates(pilot_trials, read_records(chosen.pilots))
                                    : smallest_rates(pilot_trials));
  for (const Trial& trial : chosen.trials) {
    chosen.records.push_back(*record_of.at(trial.key));
    if (has_pilots && chosen.records.back().empty()) chosen.missing.push_back(trial.key);
  }
  return chosen;
}

}  // namespace

MergeOutcome merge_available(const std::vector<std::filesystem::path>& folders,
                             const std::filesystem::path& out, bool replace) {
  const Merged merged = merge_stores(folders);
  const auto file = out / (merged.experiment.name + ".json");
  check_result_files(file, merged.experiment.to_json(), replace);
  Store store(out, Store::Mode::kResume);  // held until the result is written (see session.cpp)
  fill(store, merged);
  const ChosenTrials chosen = chosen_trials(merged);
  MergeOutcome outcome{.run = {.file = file},
                       .missing = chosen.missing,
                       .trials = merged.pilots + chosen.trials.size()};
  if (outcome.missing.empty()) {
    outcome.run.records = read_records(chosen.records);
    const auto pilots = read_records(chosen.pilots);
    outcome.run.result = make_result({.experiment = merged.experiment,
                                      .data = merged.data,
                                      .trials = chosen.trials,
                                      .records = outcome.run.records,
                                      .pilots = pilots});
    write_result_files(outcome.run.file, outcome.run.result, outcome.run.records);
  }
  return outcome;
}

RunOutcome merge_shards(const std::vector<std::filesystem::path>& folders,
                        const std::filesystem::path& out, bool replace) {
  MergeOutcome outcome = merge_available(folders, out, replace);
  require_none({"trials", outcome.missing, outcome.trials, store_path(out), out});
  return std::move(outcome.run);
}

void require_none(const Missing& missing) {
  const std::size_t count = missing.names.size();
  if (count == 0) return;
  const auto named = std::span(missing.names).first(std::min(count, kNamed));
  throw RunError(fmt::format(
      "{} of {} {} are missing: {}{}; {} has the others: the experiment's command with `out` {} "
      "runs what is missing",
      count, missing.total, missing.what, fmt::join(named, ", "), count > kNamed ? ", ..." : "",
      missing.holder.string(), missing.out.string()));
}

}  // namespace mmoe
