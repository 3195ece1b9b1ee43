// SPDX-License-Identifier: Apache-2.0
// What the differences between an experiment's models are worth: every pair of models on one
// setting, run by run, by the headline metrics of the test set.
//
// A family of tests is all pairs of all tasks (and of their mean) on one setting; Holm's correction
// is over it, for each kind of test (sign, spread, two sources) apart.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "results/cells.h"
#include "results/row_sources.h"
#include "statistics/brown_forsythe.h"
#include "statistics/interval.h"
#include "statistics/sign_test.h"

namespace mmoe {

/// a - b over the runs in which both have a value.
struct PairComparison {
  std::string a, b;  // b is the earlier one in the experiment
  std::size_t n = 0;
  std::optional<double> difference = {};     // the median
  std::optional<Interval> ci95 = {};         // of the median difference
  std::optional<SignTest> sign = {};         // is the median difference 0?
  std::optional<BrownForsythe> spread = {};  // do a's and b's runs scatter alike?
  std::optional<TwoSources> sources = {};    // of the mean difference of AUCs (row_sources.h)
  std::optional<double> sign_holm = {}, spread_holm = {}, sources_holm = {};  // corrected p
};

/// One metric of one task on one setting.
struct TaskComparison {
  nlohmann::ordered_json setting;
  std::string metric;
  std::optional<std::string> task;      // empty: the mean over the tasks, of mse only
  std::size_t tests = 0;                // of one kind in the setting's family
  std::optional<BrownForsythe> spread;  // do the models' runs scatter alike? Over all models
  std::vector<PairComparison> pairs;
};

/// By setting, then task in the order of the records, the mean last; settings of one model are left
/// out.
std::vector<TaskComparison> compare_models(const std::vector<Cell>& cells,
                                           std::span<const TrialRecord> records);

/// Returns the member `comparisons` of a result file.
nlohmann::ordered_json to_json(const std::vector<TaskComparison>& comparisons);

}  // namespace mmoe
