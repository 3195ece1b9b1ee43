// SPDX-License-Identifier: Apache-2.0
// How models, settings and metrics are called in tables and figures.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace mmoe {

/// "shared-bottom" -> "Shared-Bottom"; a label that is no model's name stays as it is.
std::string model_title(const std::string& label);

/// "mse" -> "MSE", "log_loss" -> "log-loss".
std::string metric_title(const std::string& metric);

/// {"cosine": 0.5, "pearson": 0.075} -> "cosine 0.5": the first member names the point.
std::string setting_title(const nlohmann::ordered_json& setting);
/// "MMoE, cosine 0.5".
std::string cell_title(const std::string& model, const nlohmann::ordered_json& setting);

/// Returns a member of a result for reading: text as it is, "–" for null, else as JSON.
std::string plain_text(const nlohmann::ordered_json& value);

}  // namespace mmoe
