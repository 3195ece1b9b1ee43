// SPDX-License-Identifier: Apache-2.0
// What is known of a metric by its name.
#pragma once

#include <algorithm>
#include <iterator>
#include <string>

namespace mmoe {

enum class Better { kLower, kHigher };

/// Metrics of which less, or more, is better: those that two results can be compared by. (A
/// calibration ratio is best at 1; coverage, and what the optimum scores, are no merit of a model.)
inline constexpr const char* kLowerIsBetter[] = {"mse", "log_loss", "normalised_entropy",
                                                 "calibration_error"};
inline constexpr const char* kHigherIsBetter[] = {
    "r2", "auc", "accuracy", "group_auc", "group_auc_unweighted", "ndcg_5"};

/// Returns whether less or more of `metric` is better.
inline Better better(const std::string& metric) {
  return std::ranges::find(kLowerIsBetter, metric) != std::end(kLowerIsBetter) ? Better::kLower
                                                                               : Better::kHigher;
}

/// The sets of held-out examples that metrics are of. Any other split is a further set of test
/// examples, by its name (FurtherTest, data/data_set.h), which nothing is chosen or judged by.
inline constexpr const char* kValidationSplit = "validation";
inline constexpr const char* kTestSplit = "test";

/// What tables show and comparisons judge on the test set: AUC where any task is binary, else the
/// loss. The first one that a result has is its headline.
inline constexpr const char* kHeadlineMetrics[] = {"auc", "mse"};

inline bool is_headline(const std::string& metric) {
  return std::ranges::find(kHeadlineMetrics, metric) != std::end(kHeadlineMetrics);
}

}  // namespace mmoe
