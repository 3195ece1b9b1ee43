// SPDX-License-Identifier: Apache-2.0
// The numbers of the paper's Tables 1 and 2 for a model, from its runs on Census-income.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "results/result_reader.h"
#include "statistics/summary.h"

namespace mmoe {

/// Test AUC of the main and the auxiliary task.
struct CensusAuc {
  std::optional<double> main_best, auxiliary_best;  // of the best run
  Summary main, auxiliary;                          // over runs
};

/// Computes them. The best run is the one with the best main-task AUC on validation data; test data
/// are not used to choose. `tasks` are the main and the auxiliary one.
CensusAuc census_auc(const std::vector<const TrialRecord*>& trials,
                     const std::vector<std::string>& tasks);

struct CensusGroup {
  int number = 0;                  // of the paper's table
  std::vector<std::string> tasks;  // main, auxiliary
};

/// Returns the group that a setting is; empty unless it has a group and two binary tasks.
std::optional<CensusGroup> census_group(const Result& result,
                                        const nlohmann::ordered_json& setting);

}  // namespace mmoe
