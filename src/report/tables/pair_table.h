// SPDX-License-Identifier: Apache-2.0
// Formats the differences between models for the terminal, from a result's member `comparisons`.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>

namespace mmoe {

/// Returns each model minus the first one on `setting`, in lines of `width` letters: paired
/// difference, its 95 % interval, and the sign test's p after Holm's correction; of mse the mean
/// over tasks, of AUC every task. Empty where no pair has an interval (one model, or one run).
std::string pair_table(const nlohmann::ordered_json& comparisons,
                       const nlohmann::ordered_json& setting, std::size_t width);

}  // namespace mmoe
