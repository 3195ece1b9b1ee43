// SPDX-License-Identifier: Apache-2.0
// A claim's cells in a result: the value of each run.
#pragma once

#include <string>
#include <vector>

#include "claims/claim.h"
#include "results/result_reader.h"
#include "results/row_sources.h"

namespace mmoe {

/// Returns whether the result has every cell that the claim names, the metric that is compared, and
/// the data that the claim is about.
bool has_data(const Claim& claim, const Result& result);

/// Returns whether the setting is the one that the claim's cells name by this number.
bool is_setting_at(const Claim& claim, const nlohmann::ordered_json& setting, double at);

/// Returns the trials of a cell that did not diverge, by run; none if the result lacks the cell.
std::vector<const TrialRecord*> trials_of_cell(const Claim& claim, const Result& result,
                                               const CellName& cell);

/// [cells][runs]: the claim's metric on the test set, in the runs that all of `cells` finished, by
/// run. Runs share their data over models and settings, so values at one place are paired.
std::vector<std::vector<double>> values_by_run(const Claim& claim, const Result& result,
                                               const std::vector<CellName>& cells);

/// The same as test AUCs with their blocks of test rows (results/row_sources.h), per cell; empty
/// where the metric is another, or trials keep no blocks.
std::vector<AucRuns> auc_runs_of(const Claim& claim, const Result& result,
                                 const std::vector<CellName>& cells);

/// 1 where less of the claim's metric is better (a loss), -1 where more is (AUC).
double loss_sign(const Claim& claim, const Result& result);

/// " (means 0.1500, 0.1988)", of each cell's runs: where runs fall in two groups the median leaves
/// the smaller one out, and the mean does not. Empty of single runs.
std::string means_text(const std::vector<std::vector<double>>& values);

/// "MMoE 0.1500".
std::string cell_text(const CellName& cell, double value);

}  // namespace mmoe
