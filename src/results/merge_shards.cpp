// SPDX-License-Identifier: Apache-2.0
#include "results/merge_shards.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>
#include <utility>

#include "base/error.h"
#include "base/output_kind.h"
#include "experiment/store/merge.h"
#include "results/replacement.h"
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

}  // namespace

MergeOutcome merge_available(const std::vector<std::filesystem::path>& folders,
                             const std::filesystem::path& out, bool replace) {
  const Merged merged = merge_stores(folders);
  const auto file = out / (merged.experiment.name + ".json");
  check_replaceable(file, kResultFile);
  if (!replace) check_keeps_result(file, merged.experiment.to_json());
  Store store(out, Store::Mode::kResume);  // held until the result is written (see session.cpp)
  fill(store, merged);
  MergeOutcome outcome{
      .run = {.file = file}, .missing = merged.missing(), .trials = merged.trials.size()};
  if (outcome.missing.empty()) {
    outcome.run.records = read_records(merged.records);
    outcome.run.result = make_result({.experiment = merged.experiment,
                                      .data = merged.data,
                                      .trials = merged.trials,
                                      .records = outcome.run.records});
    write_result_file(outcome.run.file, outcome.run.result, outcome.run.records);
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
