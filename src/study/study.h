// SPDX-License-Identifier: Apache-2.0
// A study: the points of a design that were run, what each shows, and what decides it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "claims/judge.h"
#include "study/importance.h"
#include "study/losses.h"
#include "study/plan.h"
#include "study/reading.h"

namespace mmoe {

struct StudyPoint {
  DesignPoint point;
  std::vector<CellLosses> cells = {};
  Reading held_out, training;
  std::vector<Verdict> verdicts = {};  // of the claims, on held-out losses
  const Reading& reading(LossOf of) const { return of == LossOf::kHeldOut ? held_out : training; }
};

/// Where a measure is above 0, and what decides it.
struct Deciding {
  std::string measure = {};
  std::string sentence = {};
  LossOf of = LossOf::kHeldOut;
  std::size_t points = 0;                    // at which it is defined
  std::size_t holds = 0;                     // at which it is above 0
  std::vector<Importance> importances = {};  // greatest share first; none if undefined
};

/// Where a claim holds. Few runs decide little: `holds` counts the points where every estimate is
/// as claimed, significant or not; the other two the verdicts, each at 95 % within its own point.
struct ClaimRegion {
  Claim claim;
  std::size_t points = 0;  // that can tell
  std::size_t holds = 0;
  std::size_t supported = 0, contradicted = 0;
  std::vector<Importance> importances = {};  // of whether it holds
};

struct Study {
  StudyPlan plan;
  Design design = {};                       // that of the plan's configuration
  nlohmann::ordered_json environment = {};  // describe_environment() of results/result.h
  std::vector<StudyPoint> points = {};      // those that were run, by number
  std::vector<ClaimRegion> claims = {};
  std::vector<Deciding> deciding = {};  // a measure and reading each
};

/// What the result file of a point shows; empty if it was not run.
std::optional<StudyPoint> read_study_point(const std::filesystem::path& folder,
                                           const StudyPlan& plan, const DesignPoint& point);

/// Reads the point's result files; a point that was not run is left out. Throws InputError if
/// none was.
Study read_study(const std::filesystem::path& folder);

/// A point of a search: its distance by the goal (empty: failed or diverged), and the least so far.
struct SearchedPoint {
  const StudyPoint* point = nullptr;
  std::optional<double> distance = {};
  std::optional<double> best = {};
  bool is_best = false;  // nearer than all before it
};

/// One per point that was run; the design has a search.
std::vector<SearchedPoint> searched_points(const Study& study);

/// Returns the point nearest to Figure 4 by the greatest of the nine relative errors; null if none
/// has all.
const StudyPoint* nearest_point(const Study& study, LossOf of);

}  // namespace mmoe
