// SPDX-License-Identifier: Apache-2.0
// A design: one experiment at many points that fill a space of factors evenly. It is the member
// "design" of an experiment's file; every point is an ordinary experiment, the file's with some
// members overridden.
//
//   "design": {"points": 48, "factors": {
//     "batch":         {"path": "training.batch", "values": [32, 128, 512]},
//     "learning rate": {"path": "training.learning_rates[]", "low": 1e-4, "high": 1e-2,
//                       "scale": "log"},
//     "labels":        {"levels": {"figure-2": {"data.setting": "figure-2"},
//                                  "slow": {"data.alpha": [1, 2], "data.beta": [0, 0]}}}}}
//
// A path that ends in [] takes the value as a list of one. With the member "search" (search_goal.h)
// only the first points fill the space; the others are proposed from what those before have shown.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/json_file.h"
#include "experiment/config/overrides.h"
#include "study/search_goal.h"

namespace mmoe {

struct Level {
  nlohmann::ordered_json value = {};  // a name, or the number or string of "values"
  PathValues overrides = {};
};

/// Either levels or a range.
struct Factor {
  std::string name = {};
  std::vector<Level> levels = {};  // empty: a range
  std::string path = {};           // of a range
  double low = 0, high = 0;        // low < high
  bool log = false;                // even on a logarithmic scale
  bool whole = false;              // rounded to a whole number
};

struct Design {
  std::int64_t points = 1;
  std::vector<Factor> factors = {};
  std::optional<SearchGoal> search = {};
};

struct DesignPoint {
  std::size_t number = 0;               // from 0
  nlohmann::ordered_json factors = {};  // {name: level or number}
  PathValues overrides = {};
  // In a search (point_search.h): the level of each factor, and a hash of what it was made from.
  std::vector<std::int64_t> levels = {};
  std::string made_from = {};
};

bool has_design(const JsonText& config);

/// The design's factor of that name. Throws FieldError if it has none.
const Factor& find_factor(const Design& design, const std::string& name);

/// Reads the member "design". Throws InputError that says where an offending member stands.
Design read_design(const JsonText& config);

/// Returns the points of a Sobol sequence that the seed shifts (math/sobol.h), of a design without
/// a search.
std::vector<DesignPoint> design_points(const Design& design, std::uint64_t seed);

/// "batch 128, labels figure-2".
std::string factors_text(const DesignPoint& point);

/// Returns the experiment at a point: without the design, with the point's overrides.
JsonText configure_point(const JsonText& config, const DesignPoint& point);

}  // namespace mmoe
