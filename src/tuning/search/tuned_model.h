// SPDX-License-Identifier: Apache-2.0
// What is tuned of one model: the member "tune" of its entry, {path: range or values}.
//
// A path that ends in [] takes the value as a list of one. A width "divided_by" another tuned
// option is the whole part of their quotient, "times" one the whole number nearest to their
// product; either is 1 at least. So every point of a box is a setting within a bound, and no option
// is without effect.
#pragma once

#include <Eigen/Core>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "experiment/config/overrides.h"
#include "tuning/search_space.h"

namespace mmoe {

/// How a tuned option's value depends on another's.
struct Dependence {
  enum class Kind { kNone, kDividedBy, kTimes };
  Kind kind = Kind::kNone;
  Eigen::Index other = 0;  // position of the other option
};

/// The settings of one model that are searched.
struct TunedModel {
  std::string label;
  SearchSpace space;
  std::vector<Dependence> dependences;  // one per option

  /// Returns what a setting means: each path and its value.
  PathValues values(const SearchPoint& setting) const;
  /// Returns {path: value} for files and tables.
  nlohmann::ordered_json to_json(const SearchPoint& setting) const;
  /// Returns [{path, low, high, scale, whole} or {path, values}], each with what it depends on.
  nlohmann::ordered_json space_json() const;
};

/// Reads "tune" of a model's entry, which stands at `where`. Throws FieldError.
TunedModel read_tuned_model(const nlohmann::ordered_json& entry, const std::string& where);
/// Reads what space_json wrote. Throws nlohmann::json::exception or FieldError where it is damaged.
SearchSpace read_space(const nlohmann::ordered_json& space_json);

}  // namespace mmoe
