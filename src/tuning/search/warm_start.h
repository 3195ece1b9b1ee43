// SPDX-License-Identifier: Apache-2.0
// Settings that a search trains first: the best of an earlier one over the same options. They are a
// part of the experiment, so that it says where its search began.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tuning/search_space.h"

namespace mmoe {

/// "tuning.first": what one study trains first. A setting is told by the place of each option in
/// its range, in the order of "tune".
struct FirstSettings {
  std::string model, setting;  // the label; "group=1", as in keys of trials
  std::vector<std::vector<double>> places = {};
  nlohmann::ordered_json space =
      {};  // of the earlier search, as its summary has it; null: not said
};

/// Reads the member "first". Throws FieldError "tuning.first[0].places: ...".
std::vector<FirstSettings> read_first_settings(const nlohmann::ordered_json& json);

/// Returns the member "first" for the best settings of each study of a summary
/// (summary.h).
nlohmann::ordered_json first_settings_of(const nlohmann::ordered_json& summary);

/// Returns the settings of one study, each once. Throws FieldError where a list of places is not of
/// the space's length, or was found in another space than `space_json`, which is this one's.
std::vector<SearchPoint> first_points(const std::vector<FirstSettings>& all,
                                      const SearchSpace& space,
                                      const nlohmann::ordered_json& space_json,
                                      const std::string& model, const std::string& setting);

/// Throws FieldError if an entry is of none of the studies, pairs of model and setting.
void check_first_settings(const std::vector<FirstSettings>& all,
                          const std::vector<std::pair<std::string, std::string>>& studies);

}  // namespace mmoe
