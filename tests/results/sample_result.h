// SPDX-License-Identifier: Apache-2.0
// Result files without training: the shape of real ones, with numbers made up by formula.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace mmoe::testing {

/// Shared-Bottom, OMoE and MMoE at cosine 0.5, 0.9 and 1, two learning rates: curves and gates as
/// in the paper's Figure 4. The paper's order of models holds.
nlohmann::ordered_json sample_synthetic(int runs);

/// Returns the seven models on groups 1 and 2 of Census-income; AUC near the paper's.
nlohmann::ordered_json sample_census(int runs);

/// Writes `result` to `path` as a run does.
void write_result(const nlohmann::ordered_json& result, const std::string& path);

}  // namespace mmoe::testing
