// SPDX-License-Identifier: Apache-2.0
// Runs an experiment that has a design: one ordinary experiment per point, each in a folder of its
// own, then the summary of all. The plan of a search grows point by point; each is a function of
// what those before show, so that the study is the same however often it was interrupted.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "results/session.h"
#include "study/study_json.h"

namespace mmoe {

/// Is told of each point, and of the trials of each.
class StudyObserver : public RunObserver {
 public:
  virtual void begin_point(const StudyPlan& /*plan*/, const DesignPoint& /*point*/) {}
};

class StudySession {
 public:
  /// Reads the design; writes nothing. `options` holds for every point; a shard is every count-th
  /// point, and refused with a search. Throws InputError.
  StudySession(JsonText config, SessionOptions options);

  const StudyPlan& plan() const { return plan_; }
  /// What is to run: all points, or the shard's; of a search the first, which are proposed from
  /// nothing.
  const std::vector<DesignPoint>& points() const { return points_; }
  const Design& design() const { return design_; }
  const std::filesystem::path& folder() const { return options_.folder; }

  /// The experiment of one point; `check_files` as in SessionOptions.
  Session open(const DesignPoint& point, bool check_files) const;

  /// Holds the folder's lock until the summary is written. Throws InputError if a point is wrong
  /// or a file cannot be written, before anything is trained, and as Session::run does. Returns
  /// the study; none of a shard, which writes no summary.
  std::optional<WrittenStudy> run(StudyObserver& observer) const;

 private:
  void check_points() const;
  void run_designed(StudyObserver& observer) const;
  void run_search(StudyObserver& observer) const;
  std::optional<Session> open_if_valid(const DesignPoint& point, bool check_files) const;

  JsonText config_;
  SessionOptions options_;
  Design design_;
  StudyPlan plan_;
  std::vector<DesignPoint> points_;
};

}  // namespace mmoe
