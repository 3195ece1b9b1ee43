// SPDX-License-Identifier: Apache-2.0
// AUCs with two sources of error: the runs (initialisation, batch order, and the halves of the test
// file that each run draws), and the rows of that file, which are a sample themselves.
//
// Rows enter by the blocks that trials keep (statistics/row_blocks.h). Of the mean blocks of n runs
// with halves of their own, the variance is (1 + 1 / n) of the file's: the share 1 / n is of the
// halves, and is in the spread of the runs already. Training rows are the same in all runs, and no
// source here.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "results/pairing.h"
#include "statistics/two_sources.h"

namespace mmoe {

/// A run's AUC, and its blocks of test rows.
struct AucOfRun {
  double auc = 0;
  std::vector<double> blocks;
};
using AucRuns = std::map<RunId, AucOfRun>;

/// Returns the trial's test AUC of the task; empty if it has none, or keeps no blocks.
std::optional<AucOfRun> auc_of_run(const TrialRecord& trial, const std::string& task);

/// The same of each trial; empty if a trial that has an AUC keeps no blocks.
AucRuns auc_runs(const std::vector<const TrialRecord*>& trials, const std::string& task);

/// Whether the result's trials keep blocks of test rows.
bool keeps_blocks(const Result& result);

/// Returns the two sources of the mean AUC; of a mean difference a - b, over the runs that both
/// have. Empty for fewer than two runs.
std::optional<TwoSources> row_sources(const AucRuns& runs);
std::optional<TwoSources> row_sources(const AucRuns& a, const AucRuns& b);

/// {mean, se_runs, se_rows, se, dof, ci95}; null if empty.
nlohmann::ordered_json to_json(const std::optional<TwoSources>& sources);

}  // namespace mmoe
