// SPDX-License-Identifier: Apache-2.0
// A study: the points of a design that were run, what each shows, and what decides it.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "study/losses.h"
#include "study/paper_distance.h"
#include "study/plan.h"

namespace mmoe {

/// Near the paper: every value within 20 %.
inline constexpr double kNearPaper = 0.2;

/// What one reading of "loss" shows at a point.
struct Reading {
  std::optional<Distance> figure_4 = {}, figure_3 = {};
  std::optional<CurveDistance> on_curve = {};  // of Figure 4
  std::optional<double> figure_5 = {};
  std::vector<PeakShare> peaks = {};
  std::map<std::string, std::optional<double>> measures = {};  // by Measure::name
};

struct StudyPoint {
  DesignPoint point;
  std::vector<CellLosses> cells = {};
  Reading held_out, training;
  const Reading& reading(LossOf of) const { return of == LossOf::kHeldOut ? held_out : training; }
};

/// How much of a measure a factor decides.
struct FactorGroup {
  std::string label = {};  // a level, or "0.0003 to 0.0012"
  std::size_t points = 0;
  std::size_t holds = 0;  // points at which the measure is above 0
};
struct Importance {
  std::string factor = {};
  double share = 0;  // see statistics/group_share.h
  double p = 1;      // of the permutation test, after Holm over the factors
  std::vector<FactorGroup> groups = {};
};

struct Deciding {
  std::string measure = {};
  std::string sentence = {};
  LossOf of = LossOf::kHeldOut;
  std::size_t points = 0;                    // at which it is defined
  std::size_t holds = 0;                     // at which it is above 0
  std::vector<Importance> importances = {};  // greatest share first; none where undefined
};

struct Study {
  StudyPlan plan;
  std::vector<StudyPoint> points = {};  // those that were run, by number
  std::vector<Deciding> deciding = {};  // a measure and reading each
};

/// From the point's result files; a point that was not run is left out. Throws InputError where
/// none was.
Study read_study(const std::filesystem::path& folder);

/// The point nearest to Figure 4 by the greatest of the nine relative errors; null if none has all.
const StudyPoint* nearest_point(const Study& study, LossOf of);

}  // namespace mmoe
