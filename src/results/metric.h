// SPDX-License-Identifier: Apache-2.0
// What is known of a metric by its name.
#pragma once

#include <string>

namespace mmoe {

enum class Better { kLower, kHigher };

/// Returns whether less or more of `metric` is better.
inline Better better(const std::string& metric) {
  return metric == "mse" || metric == "log_loss" ? Better::kLower : Better::kHigher;
}

}  // namespace mmoe
