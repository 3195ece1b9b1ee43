// SPDX-License-Identifier: Apache-2.0
#include "results/labels.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "models/registry.h"
#include "results/metric.h"

namespace mmoe {
namespace {

std::string with_spaces(std::string name) {
  std::ranges::replace(name, '_', ' ');
  return name;
}

}  // namespace

std::string model_title(const std::string& label) {
  for (const ModelEntry& entry : models()) {
    if (entry.name == label) return entry.title;
    const std::string prefix = entry.name + "-";
    if (label.starts_with(prefix)) return entry.title + " " + label.substr(prefix.size());
  }
  return label;
}

std::string metric_title(const std::string& metric) {
  static const std::map<std::string, std::string> kTitles = {
      {"mse", "MSE"},
      {"auc", "AUC"},
      {"r2", "R²"},
      {"log_loss", "log-loss"},
      {"group_auc", "AUC by group"},
      {"group_auc_unweighted", "AUC by group, unweighted"},
      {"group_auc_rows", "rows covered"},
      {"group_auc_groups", "groups covered"},
      {"ndcg_5", "NDCG@5"},
      {"ndcg_5_groups", "groups with a positive"},
      {"optimum_auc", "best possible AUC"},
      {"optimum_r2", "best possible R²"}};
  const auto found = kTitles.find(metric);
  if (found != kTitles.end()) return found->second;
  return with_spaces(metric);
}

std::string split_title(const std::string& split) { return with_spaces(split); }

std::string split_suffix(const std::string& split) {
  return split == kTestSplit ? "" : "-" + split;
}

std::string setting_title(const nlohmann::ordered_json& setting) {
  if (setting.empty()) return "all data";
  const auto first = setting.begin();
  const std::string& name = first.key();
  const nlohmann::ordered_json& value = first.value();
  if (value.is_number()) return fmt::format("{} {}", name, value.get<double>());
  return fmt::format("{} {}", name, value.is_string() ? value.get<std::string>() : value.dump());
}

std::string cell_title(const std::string& model, const nlohmann::ordered_json& setting) {
  return model_title(model) + ", " + setting_title(setting);
}

std::string plain_text(const nlohmann::ordered_json& value) {
  if (value.is_null()) return "–";
  return value.is_string() ? value.get<std::string>() : value.dump();
}

}  // namespace mmoe
