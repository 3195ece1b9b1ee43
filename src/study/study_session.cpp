// SPDX-License-Identifier: Apache-2.0
#include "study/study_session.h"

#include <utility>

#include "base/error.h"
#include "base/output_kind.h"
#include "experiment/store/store_lock.h"
#include "results/replacement.h"

namespace mmoe {

StudySession::StudySession(JsonText config, SessionOptions options)
    : config_(std::move(config)), options_(std::move(options)) {
  if (!options_.predictions.empty()) {
    throw FieldError("predictions",
                     "the experiment has a design with many points; run a single point");
  }
  if (options_.save_models != SaveModels::kNone) {
    throw FieldError("save_models",
                     "the experiment has a design with many points; run a single point");
  }
  plan_ = make_plan(config_);
  if (options_.folder.empty()) options_.folder = default_folder(plan_.name, options_.shard);
  points_ = options_.shard ? take_shard(plan_.points, *options_.shard) : plan_.points;
}

Session StudySession::open(const DesignPoint& point, bool check_files) const {
  SessionOptions own = options_;
  own.folder = point_folder(options_.folder, point.number);
  own.shard = {};
  own.check_files = check_files;
  return {configure_point(config_, point), own};
}

void StudySession::check_points() const {
  check_replaceable(summary_file(options_.folder, plan_), kStudyFile);
  const bool keeps = !options_.replace && !options_.fresh;
  if (keeps) check_keeps_result(plan_file(options_.folder), plan_.config);
  for (const DesignPoint& point : plan_.points) {
    resolve(configure_point(config_, point));
    check_replaceable(point_file(options_.folder, plan_, point.number), kResultFile);
  }
}

std::optional<WrittenStudy> StudySession::run(StudyObserver& observer) const {
  check_points();
  const StoreLock lock(options_.folder);
  write_plan(options_.folder, plan_);
  bool check_files = options_.check_files;  // once: the files are the same at every point
  for (const DesignPoint& point : points_) {
    observer.begin_point(plan_, point);
    open(point, std::exchange(check_files, false)).run(observer);
  }
  if (options_.shard) return std::nullopt;
  return write_study(read_study(options_.folder), options_.folder);
}

}  // namespace mmoe
