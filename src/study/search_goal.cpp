// SPDX-License-Identifier: Apache-2.0
#include "study/search_goal.h"

#include <algorithm>

#include "base/fields.h"

namespace mmoe {
namespace {

using Measured = std::optional<double>;

// A root mean square and not the greatest error, where it can be chosen: it is smooth in the
// factors, as a Gaussian process expects it.
struct Objective {
  const char* name;
  const char* sentence;
  Measured (*of)(const Reading& reading);
};

Measured rms_of(const std::optional<Distance>& distance) {
  return distance ? Measured(distance->rms) : std::nullopt;
}

Measured sum(const Measured& a, const Measured& b) {
  return a && b ? Measured(*a + *b) : std::nullopt;
}

constexpr const char* kOnCurve = "figure-4-on-curve";

const std::vector<Objective>& objectives() {
  static const std::vector<Objective> kObjectives = {
      {"figure-4", "root mean square of the relative errors of Figure 4's nine final values",
       [](const Reading& r) { return rms_of(r.figure_4); }},
      {"figure-4-greatest", "greatest relative error of Figure 4's nine final values",
       [](const Reading& r) { return r.figure_4 ? Measured(r.figure_4->greatest) : std::nullopt; }},
      {kOnCurve, "figure-4-greatest, at the step of the curve that comes nearest",
       [](const Reading& r) {
         return r.on_curve ? Measured(r.on_curve->distance.greatest) : std::nullopt;
       }},
      {"figures-4-5", "figure-4, plus the mean error of the shares of Figure 5's peaks",
       [](const Reading& r) { return sum(rms_of(r.figure_4), r.figure_5); }},
      {"figures-3-4-5", "figures-4-5, plus the same as figure-4 of Figure 3's three values",
       [](const Reading& r) {
         return sum(rms_of(r.figure_3), sum(rms_of(r.figure_4), r.figure_5));
       }},
  };
  return kObjectives;
}

const Objective& objective_of(const SearchGoal& goal) {
  return *std::ranges::find(objectives(), goal.objective, &Objective::name);
}

}  // namespace

const std::vector<std::string>& objective_names() {
  static const std::vector<std::string> kNames = [] {
    std::vector<std::string> names;
    for (const Objective& objective : objectives()) names.emplace_back(objective.name);
    return names;
  }();
  return kNames;
}

SearchGoal read_search_goal(const nlohmann::ordered_json& json, const std::string& where) {
  SearchGoal goal;
  Fields bound;
  bound.add("objective", goal.objective, "distance from the paper that is made small",
            objective_names());
  bound.add("loss", goal.loss, "whose distance", {"held-out", "training"});
  bound.read(json, where);
  return goal;
}

std::string goal_text(const SearchGoal& goal) {
  return std::string(objective_of(goal).sentence) + ", " + goal.loss + " loss";
}

Measured goal_distance(const SearchGoal& goal, const Reading& reading) {
  return objective_of(goal).of(reading);
}

std::optional<std::size_t> goal_near(const SearchGoal& goal, const Reading& reading) {
  if (goal.objective == kOnCurve) {
    return reading.on_curve ? reading.on_curve->distance.near : std::nullopt;
  }
  return reading.figure_4 ? reading.figure_4->near : std::nullopt;
}

}  // namespace mmoe
