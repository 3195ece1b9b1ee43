// SPDX-License-Identifier: Apache-2.0
// Two sets of results side by side: cells matched by experiment, setting and model, a metric of the
// test set, and what their difference is worth.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "experiment/config/json_diff.h"
#include "results/metric.h"
#include "results/result_reader.h"
#include "statistics/interval.h"

namespace mmoe {

enum class Change {
  kNone,      // no difference, or none that is significant after Holm's correction, or a small one
  kBetter,    // the second is better
  kWorse,     // the second is worse, or its runs diverged where some of the first's gave a value
  kUntested,  // they differ, and so few runs cannot be significant; or one side lacks the metric
};

/// One task of one cell. Differences are second minus first.
struct CellDifference {
  std::string model;
  nlohmann::ordered_json setting;
  std::string task, metric;
  std::size_t n_a = 0, n_b = 0;                // runs with a value
  std::size_t diverged_a = 0, diverged_b = 0;  // runs without
  std::size_t pairs = 0;  // runs with the same seed and number in both; below 2, Welch's test
  std::optional<double> mean_a, mean_b;  // over the pairs; over all runs for Welch's test
  /// Median of the paired differences, 0 where they are rounding; of the means for Welch's test.
  std::optional<double> difference;
  std::optional<Interval> ci95;  // of the difference
  std::optional<double> p;       // of the sign test; of Welch's
  /// Corrected over all differences of the comparison, and over looks where there were any.
  std::optional<double> p_holm;
  /// Where runs are paired, half the width of the difference's interval at the level of all tests
  /// together, as a share of the first's mean: smaller changes are likely to pass unseen. Empty
  /// where the pairs are too few to see any.
  std::optional<double> unseen_below;
  std::vector<double> by_run;  // the paired differences
  Change verdict = Change::kNone;

  bool is_paired() const { return pairs >= 2; }
};

struct ExperimentComparison {
  std::string name, path_a, path_b;
  std::vector<CellDifference> cells;
  std::vector<std::string> only_in_a, only_in_b;  // "MMoE, cosine 0.5"
  std::vector<Difference> configuration;          // of models that both have
  std::vector<Difference> environment;
  /// Differences of the data, although configuration and seed agree.
  std::vector<Difference> data;
};

struct ResultComparison {
  std::vector<ExperimentComparison> experiments;
  std::vector<std::string> only_in_a, only_in_b;  // experiments
  std::size_t tests = 0;                          // the family of Holm's correction
  double alpha = 0.05, threshold = 0;             // see CompareOptions
  std::size_t looks = 0;  // the most that decided on the runs of a result (statistics/looks.h)
  /// Returns the level of all tests together: the share of alpha that is left after the looks.
  double level() const;
  std::size_t count(Change verdict) const;
};

struct CompareOptions {
  std::string metric = {};  // the headline metrics (mse, auc) where empty
  double alpha = 0.05;      // of all tests together, in (0, 1)
  double threshold = 0;     // changes below this share of the first's mean do not count, >= 0
};

/// Experiments are matched by name; a single one on each side whatever their names. Throws
/// InputError where a side has two results of one name, where nothing matches, and where no matched
/// cell has the metric.
ResultComparison compare_results(const ResultSet& a, const ResultSet& b,
                                 const CompareOptions& options);

}  // namespace mmoe
