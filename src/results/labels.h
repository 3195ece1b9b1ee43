// SPDX-License-Identifier: Apache-2.0
// Names of models, settings and metrics in tables and figures.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace mmoe {

/// Returns "Shared-Bottom" for "shared-bottom", "MMoE 64" for "mmoe-64"; a label that neither is a
/// model's name nor begins with one is unchanged.
std::string model_title(const std::string& label);

/// Returns "MSE" for "mse", "log-loss" for "log_loss".
std::string metric_title(const std::string& metric);

/// Returns "test" for "test", "random exposures" for "random_exposures".
std::string split_title(const std::string& split);
/// Returns what ends the name of a table: "" for "test", "-random_exposures".
std::string split_suffix(const std::string& split);

/// Returns "cosine 0.5" for {"cosine": 0.5, "pearson": 0.075}: the first member names the point.
std::string setting_title(const nlohmann::ordered_json& setting);
/// Returns "MMoE, cosine 0.5".
std::string cell_title(const std::string& model, const nlohmann::ordered_json& setting);

/// Returns a member of a result as text: strings unchanged, "–" for null, else as JSON.
std::string plain_text(const nlohmann::ordered_json& value);

}  // namespace mmoe
