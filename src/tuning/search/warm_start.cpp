// SPDX-License-Identifier: Apache-2.0
#include "tuning/search/warm_start.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "base/fields.h"
#include "base/json_file.h"
#include "experiment/trials/trials.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kMostFirst = 5;  // of a study

std::vector<double> read_places(const ordered_json& json, const std::string& where) {
  const bool sound =
      json.is_array() && !json.empty() && std::ranges::all_of(json, [](const ordered_json& place) {
        return place.is_number() && place >= 0 && place <= 1;
      });
  if (!sound) {
    throw FieldError(
        where, fmt::format("found {}; expected numbers from 0 to 1, one per option", json.dump()));
  }
  return json;
}

}  // namespace

std::vector<FirstSettings> read_first_settings(const ordered_json& json) {
  const std::string where = "tuning.first";
  if (!json.is_array()) throw FieldError(where, "found " + json.dump() + "; expected a list");
  std::vector<FirstSettings> all;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const std::string at = fmt::format("{}[{}]", where, i);
    ordered_json entry = json[i];
    const auto places = take_member(entry, "places");
    const auto space = take_member(entry, "space");
    FirstSettings& first = all.emplace_back();
    first.space = space.value_or(ordered_json());
    Fields fields;
    fields.add("model", first.model, "label of a model that is tuned");
    fields.add("setting", first.setting, "setting of the data, such as group=1");
    fields.read(entry, at);
    if (!places || !places->is_array()) {
      throw FieldError(at + ".places",
                       fmt::format("found {}; expected a list of settings, each a list of places",
                                   places ? places->dump() : "none"));
    }
    for (const ordered_json& setting : *places) {
      first.places.push_back(read_places(setting, at + ".places"));
    }
  }
  return all;
}

ordered_json first_settings_of(const ordered_json& summary) {
  ordered_json all = ordered_json::array();
  for (const ordered_json& study : summary.at("studies")) {
    std::vector<const ordered_json*> trials;
    for (const ordered_json& trial : study.at("trials")) {
      if (!trial.at("objective").is_null()) trials.push_back(&trial);
    }
    std::ranges::stable_sort(
        trials, {}, [](const ordered_json* trial) { return trial->at("objective").get<double>(); });
    ordered_json places = ordered_json::array();
    for (const ordered_json* trial : trials) {
      const ordered_json& found = trial->at("places");
      if (places.size() < kMostFirst && std::ranges::find(places, found) == places.end()) {
        places.push_back(found);
      }
    }
    all.push_back({{"model", study.at("model")},
                   {"setting", setting_key(study.at("setting"))},
                   {"places", places},
                   {"space", study.at("space")}});
  }
  return all;
}

std::vector<SearchPoint> first_points(const std::vector<FirstSettings>& all,
                                      const SearchSpace& space, const ordered_json& space_json,
                                      const std::string& model, const std::string& setting) {
  std::vector<SearchPoint> points;
  for (const FirstSettings& first : all) {
    if (first.model != model || first.setting != setting) continue;
    if (!first.space.is_null() && first.space != space_json) {
      throw FieldError("tuning.first",
                       fmt::format("{}: found settings of another space, {}; expected {}", model,
                                   first.space.dump(), space_json.dump()));
    }
    for (const std::vector<double>& places : first.places) {
      if (std::ssize(places) != space.dimensions()) {
        throw FieldError("tuning.first",
                         fmt::format("{}: found {} places; expected one for each of the {} options "
                                     "that are tuned",
                                     model, places.size(), space.dimensions()));
      }
      const SearchPoint point =
          space.setting_at(Eigen::Map<const Eigen::VectorXd>(places.data(), std::ssize(places)));
      if (std::ranges::find(points, point) == points.end()) points.push_back(point);
    }
  }
  return points;
}

void check_first_settings(const std::vector<FirstSettings>& all,
                          const std::vector<std::pair<std::string, std::string>>& studies) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::pair wanted{all[i].model, all[i].setting};
    if (std::ranges::find(studies, wanted) != studies.end()) continue;
    std::vector<std::string> names;
    for (const auto& [model, setting] : studies) names.push_back(model + "/" + setting);
    const std::string name = wanted.first + "/" + wanted.second;
    throw FieldError(
        fmt::format("tuning.first[{}]", i),
        fmt::format("found settings of '{}', which is not searched{}", name, hint(name, names)));
  }
}

}  // namespace mmoe
