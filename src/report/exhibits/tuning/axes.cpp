// SPDX-License-Identifier: Apache-2.0
#include "report/exhibits/tuning/axes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "results/labels.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

constexpr double kBestShare = 0.1;

std::string range_name(const ordered_json& entry) {
  std::string name = option_name(entry.at("path"));
  if (entry.contains("divided_by")) {
    name += " × " + option_name(entry["divided_by"]);
  } else if (entry.contains("times")) {
    name += " / " + option_name(entry["times"]);
  }
  return name;
}

std::string value_near(const SearchSpace& space, Eigen::Index k, double place) {
  const std::int64_t level = space.level_at(k, std::clamp(place, 0.0, 1.0));
  const ordered_json value = space.value(k, level);
  const double at = space.coordinate(k, level);
  const std::int64_t next = level + (place > at ? 1 : -1);
  const bool is_between = place != at && next >= 0 && next < space.levels(k) &&
                          space.kind(k) != OptionKind::kCategorical;
  if (!is_between) return plain_text(value);
  const double share = (place - at) / (space.coordinate(k, next) - at);
  return fmt::format("{:.6g}",
                     std::lerp(value.get<double>(), space.value(k, next).get<double>(), share));
}

/// "0.0017", "32", "2048".
std::string value_text(const ordered_json& value) {
  if (!value.is_number()) return plain_text(value);
  const double number = value.get<double>();
  const bool is_long = std::abs(number) >= 100 && std::abs(number) < 1e6;
  return is_long ? fmt::format("{:.0f}", number) : fmt::format("{:.2g}", number);
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

std::vector<StudiesOfSetting> studies_by_setting(const ordered_json& studies) {
  std::vector<StudiesOfSetting> groups;
  for (const ordered_json& study : studies) {
    const ordered_json& setting = study.at("setting");
    const auto found = std::ranges::find(groups, setting, &StudiesOfSetting::setting);
    StudiesOfSetting& group =
        found == groups.end() ? groups.emplace_back(StudiesOfSetting{setting, {}}) : *found;
    group.studies.push_back(&study);
  }
  return groups;
}

std::size_t best_tenth(const std::vector<ShownTrial>& trials) {
  return static_cast<std::size_t>(std::max(1.0, kBestShare * static_cast<double>(trials.size())));
}

std::size_t best_part(const std::vector<ShownTrial>& trials, std::size_t parts) {
  return (trials.size() + parts - 1) / parts;
}

std::string option_name(std::string path) {
  if (path.ends_with("[]")) path.resize(path.size() - 2);
  if (path == "training.learning_rates") return "learning rate";
  return path.substr(path.rfind('.') + 1);
}

Axis range_axis(const ordered_json& study, std::size_t k) {
  const ordered_json& slice = study.at("options").at(k).at("slice");
  const auto places = slice.at("places").get<std::vector<double>>();
  Axis axis{.label = range_name(study.at("space").at(k)), .low = -0.03, .high = 1.03};
  const double centre = (places.front() + places.back()) / 2;
  const auto middle =
      std::ranges::min_element(places, {}, [&](double place) { return std::abs(place - centre); });
  for (const std::size_t at :
       {std::size_t{0}, static_cast<std::size_t>(middle - places.begin()), places.size() - 1}) {
    const bool is_known = !axis.tics.empty() && axis.tics.back().first == places[at];
    if (!is_known) axis.tics.emplace_back(places[at], value_text(slice.at("values").at(at)));
  }
  return axis;
}

std::vector<std::string> range_values(const SearchSpace& space, std::size_t k,
                                      const std::vector<double>& places) {
  std::vector<std::string> values;
  for (const double place : places) {
    values.push_back(std::isfinite(place) ? value_near(space, static_cast<Eigen::Index>(k), place)
                                          : "");
  }
  return values;
}

std::string study_words(const ordered_json& study) {
  return fmt::format("{}, {}", model_title(study.at("model")), setting_title(study.at("setting")));
}

}  // namespace mmoe
