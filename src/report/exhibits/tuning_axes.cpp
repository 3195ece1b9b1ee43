// SPDX-License-Identifier: Apache-2.0
#include "report/exhibits/tuning_axes.h"

#include <fmt/format.h>

#include <algorithm>

#include "results/labels.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

constexpr double kBestShare = 0.1;

std::string value_text(const ordered_json& value) {
  return value.is_number() ? fmt::format("{:.2g}", value.get<double>()) : plain_text(value);
}

}  // namespace

std::vector<ShownTrial> shown_trials(const ordered_json& study) {
  std::vector<ShownTrial> trials;
  for (const ordered_json& trial : study.at("trials")) {
    if (trial.at("objective").is_null()) continue;
    trials.push_back({trial.at("places"), trial["objective"]});
  }
  std::ranges::stable_sort(trials, {}, &ShownTrial::objective);
  return trials;
}

std::size_t best_tenth(const std::vector<ShownTrial>& trials) {
  return static_cast<std::size_t>(std::max(1.0, kBestShare * static_cast<double>(trials.size())));
}

std::string option_name(const ordered_json& option) {
  std::string path = option.at("path");
  if (path.ends_with("[]")) path.resize(path.size() - 2);
  return path.substr(path.rfind('.') + 1);
}

Axis option_axis(const ordered_json& option) {
  const ordered_json& slice = option.at("slice");
  const std::size_t last = slice.at("values").size() - 1;
  const std::size_t parts = std::clamp<std::size_t>(last, 1, 2);
  Axis axis{.label = option_name(option), .low = -0.03, .high = 1.03};
  for (std::size_t i = 0; i <= std::min(parts, last); ++i) {
    const std::size_t at = i * last / parts;
    axis.tics.emplace_back(slice["places"].at(at).get<double>(), value_text(slice["values"][at]));
  }
  return axis;
}

std::string study_words(const ordered_json& study) {
  return fmt::format("{}, {}", model_title(study.at("model")), setting_title(study.at("setting")));
}

}  // namespace mmoe
