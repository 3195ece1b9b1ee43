// SPDX-License-Identifier: Apache-2.0
// What is known of a metric by its name.
#pragma once

#include <algorithm>
#include <iterator>
#include <string>

namespace mmoe {

enum class Better { kLower, kHigher };

/// Returns whether less or more of `metric` is better.
inline Better better(const std::string& metric) {
  return metric == "mse" || metric == "log_loss" ? Better::kLower : Better::kHigher;
}

/// What tables show and comparisons judge on the test set: AUC where any task is binary, else the
/// loss. The first one that a result has is its headline.
inline constexpr const char* kHeadlineMetrics[] = {"auc", "mse"};

inline bool is_headline(const std::string& metric, const std::string& split) {
  return split == "test" &&
         std::ranges::find(kHeadlineMetrics, metric) != std::end(kHeadlineMetrics);
}

}  // namespace mmoe
