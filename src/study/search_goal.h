// SPDX-License-Identifier: Apache-2.0
// What a design with the member "search" looks for: the point that is nearest to the paper.
//
//   "design": {"points": 60, "search": {"objective": "figure-4", "loss": "held-out"},
//              "factors": {...}}
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "study/reading.h"

namespace mmoe {

struct SearchGoal {
  std::string objective = "figure-4";  // one of objective_names()
  std::string loss = "held-out";       // or "training"

  LossOf of() const {
    return loss == to_text(LossOf::kTraining) ? LossOf::kTraining : LossOf::kHeldOut;
  }
  nlohmann::ordered_json to_json() const { return {{"objective", objective}, {"loss", loss}}; }
};

/// Reads the member; `where` is its path. Throws FieldError.
SearchGoal read_search_goal(const nlohmann::ordered_json& json, const std::string& where);

const std::vector<std::string>& objective_names();

/// "root mean square of Figure 4's nine relative errors".
std::string goal_text(const SearchGoal& goal);

/// The distance that the search makes small, of the reading of its loss; 0 is the paper. Empty
/// where a value is missing or a run diverged.
std::optional<double> goal_distance(const SearchGoal& goal, const Reading& reading);

/// How many of Figure 4's nine values are near the paper's, at the step that the goal looks at.
std::optional<std::size_t> goal_near(const SearchGoal& goal, const Reading& reading);

}  // namespace mmoe
