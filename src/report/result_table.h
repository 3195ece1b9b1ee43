// SPDX-License-Identifier: Apache-2.0
// The table that a run prints: a result's cells, a line each.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace mmoe {

/// Mean, sd and 95 % interval of each task's headline metric on the test set (mse, or auc for
/// binary tasks) by setting and model, with a line above that says what ran.
std::string result_table(const nlohmann::ordered_json& result);

}  // namespace mmoe
