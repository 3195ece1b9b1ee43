// SPDX-License-Identifier: Apache-2.0
// The end of a search: the settings that are likely the best, and the experiment's own, are trained
// again on fresh runs; what is best there, on validation data, is the result. The search's own
// values are the best of many, and so too good.
#pragma once

#include <optional>
#include <vector>

#include "results/best_candidate.h"
#include "statistics/summary.h"
#include "tuning/search/study.h"

namespace mmoe {

struct Candidate {
  std::optional<SearchPoint> setting = {};  // empty: the experiment's own
  Objectives tuning = {};                   // objectives during the search; none of the own setting
  Objectives fresh = {};                    // on the fresh runs
};

/// Returns the settings of a study to be trained again, likely the best first: so many as
/// `options` says by posterior mean, among them the one with the best mean objective; no two that
/// mean the same; then the experiment's own. Of a study where every trial failed the own alone.
std::vector<Candidate> candidates_of(const TuningStudy& study, const TuningOptions& options);

/// The trials of a candidate on the fresh runs.
std::vector<Trial> fresh_trials(const TuningStudy& study, const Candidate& candidate,
                                const TuningOptions& options);

/// Summarises the objectives of the runs that did not fail.
Summary summary_of(const Objectives& objectives);

/// How much better the best mean objective of the search was than the same setting on fresh runs:
/// the candidate, and (fresh - search) over fresh runs, above 0 where the search was too
/// optimistic. Empty where no candidate has both.
struct Optimism {
  std::size_t candidate;
  Summary difference;
};
std::optional<Optimism> optimism_of(const std::vector<Candidate>& candidates);

}  // namespace mmoe
