// SPDX-License-Identifier: Apache-2.0
#include "claims/run_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "claims/comparison.h"
#include "claims/live_lifts.h"
#include "data/registry.h"
#include "results/label_points.h"
#include "results/labels.h"
#include "results/pairing.h"
#include "results/runs.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

const ResultCell* find(const Claim& claim, const Result& result, const CellName& name) {
  for (const ResultCell& cell : result.cells) {
    if (cell.model == name.model && is_setting_at(claim, cell.setting, name.at)) return &cell;
  }
  return nullptr;
}

std::string metric_of_claim(const Claim& claim, const Result& result) {
  return claim.metric.empty() ? headline_metric(result) : claim.metric;
}

/// Empty if the claim is about the mean over tasks; nothing if the setting lacks the task.
std::optional<std::string> task_name(const Claim& claim, const Result& result,
                                     const ResultCell& cell) {
  if (claim.task.empty()) return "";
  const auto tasks = tasks_of(result, cell.setting, metric_of_claim(claim, result));
  const std::size_t index = claim.task == "main" ? 0 : 1;
  return index < tasks.size() ? std::optional(tasks[index]) : std::nullopt;
}

RunValues values_of(const Claim& claim, const Result& result, const CellName& name) {
  const ResultCell* cell = find(claim, result, name);
  const auto task = cell != nullptr ? task_name(claim, result, *cell) : std::nullopt;
  return task ? values_by_run(trials_of(result, *cell), metric_of_claim(claim, result), *task)
              : RunValues();
}

/// But for the claim's setting, which its cells name, and for how rows are held out, which is about
/// the errors alone. What a result does not say had its default.
bool has_default_data(const Claim& claim, const Result& result) {
  const nlohmann::ordered_json& options = result.experiment.at("data");
  const auto defaults = find_data_set(claim.data, "data").resolve(nlohmann::json::object());
  return std::ranges::all_of(defaults.items(), [&](const auto& option) {
    return option.key() == claim.setting || option.key() == "split" ||
           options.value(option.key(), option.value()) == option.value();
  });
}

}  // namespace

bool is_setting_at(const Claim& claim, const nlohmann::ordered_json& setting, double at) {
  constexpr double kSameSetting = 1e-9;  // a sweep's steps add up with rounding errors
  const auto number = setting_number(setting, claim.setting.c_str());
  return number && std::abs(*number - at) < kSameSetting;
}

bool has_data(const Claim& claim, const Result& result) {
  if (result.data_set() != claim.data) return false;
  if (claim.default_data && !has_default_data(claim, result)) return false;
  if (find_comparison(claim.comparison).is_of_live) return !claimed_lifts(claim, result).empty();
  if (claim.cells.empty()) return has_label_function(result);  // about the labels alone
  const auto is_there = [&](const CellName& name) {
    const ResultCell* cell = find(claim, result, name);
    return cell != nullptr && task_name(claim, result, *cell);
  };
  return std::ranges::all_of(claim.cells, is_there) && std::ranges::all_of(claim.than, is_there);
}

std::vector<std::vector<double>> values_by_run(const Claim& claim, const Result& result,
                                               const std::vector<CellName>& cells) {
  std::vector<RunValues> all;
  for (const CellName& cell : cells) all.push_back(values_of(claim, result, cell));
  return pair_by_run(all);
}

std::vector<AucRuns> auc_runs_of(const Claim& claim, const Result& result,
                                 const std::vector<CellName>& cells) {
  std::vector<AucRuns> all;
  if (metric_of_claim(claim, result) != "auc") return all;
  for (const CellName& name : cells) {
    const ResultCell* cell = find(claim, result, name);
    const auto task = cell != nullptr ? task_name(claim, result, *cell) : std::nullopt;
    if (task) all.push_back(auc_runs(trials_of(result, *cell), *task));
  }
  return all;
}

std::vector<const TrialRecord*> trials_of_cell(const Claim& claim, const Result& result,
                                               const CellName& cell) {
  const ResultCell* found = find(claim, result, cell);
  return found != nullptr ? trials_of(result, *found) : std::vector<const TrialRecord*>();
}

double loss_sign(const Claim& claim, const Result& result) {
  return better(metric_of_claim(claim, result)) == Better::kLower ? 1 : -1;
}

std::string means_text(const std::vector<std::vector<double>>& values) {
  std::string text;
  for (const auto& runs : values) {
    if (runs.size() < 2) return "";
    text += fmt::format("{}{:.4f}", text.empty() ? " (means " : ", ", mean(runs));
  }
  return text + ")";
}

std::string cell_text(const CellName& cell, double value) {
  return fmt::format("{} {:.4f}", model_title(cell.model), value);
}

}  // namespace mmoe
