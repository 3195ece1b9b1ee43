// SPDX-License-Identifier: Apache-2.0
// What figures of a search share: its studies by setting, its trainings, and its options as axes.
// `study` is one of the search's summary (tuning/search/summary.h).
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "report/figures/figure.h"
#include "tuning/search_space.h"

namespace mmoe {

/// The studies of one setting of the data, in their order.
struct StudiesOfSetting {
  nlohmann::ordered_json setting;
  std::vector<const nlohmann::ordered_json*> studies;
};

/// By setting, in the order in which the settings first stand in `studies`, which has to outlive
/// them.
std::vector<StudiesOfSetting> studies_by_setting(const nlohmann::ordered_json& studies);

/// A training with an objective.
struct ShownTrial {
  std::vector<double> places;  // one per option
  double objective;            // lower is better
};

/// The best first.
std::vector<ShownTrial> shown_trials(const nlohmann::ordered_json& study);
/// How many of them are the best tenth: one at least.
std::size_t best_tenth(const std::vector<ShownTrial>& trials);
/// How many are the best of so many parts, rounded up.
std::size_t best_part(const std::vector<ShownTrial>& trials, std::size_t parts);

/// "bottom" of "bottom[]", "batch" of "training.batch"; "learning rate" of
/// "training.learning_rates[]".
std::string option_name(std::string path);
/// The range of option `k` from 0 to 1, with its least, middle and greatest value. Of a width that
/// shares a bound with another the range is of their product, or quotient, and named so:
/// "expert × experts".
Axis range_axis(const nlohmann::ordered_json& study, std::size_t k);
/// What is at places of that axis: between two levels what lies between them, of values without an
/// order the nearest; empty where the place is not finite.
std::vector<std::string> range_values(const SearchSpace& space, std::size_t k,
                                      const std::vector<double>& places);

/// "MMoE, group 1".
std::string study_words(const nlohmann::ordered_json& study);

}  // namespace mmoe
