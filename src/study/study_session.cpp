// SPDX-License-Identifier: Apache-2.0
#include "study/study_session.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/log.h"
#include "base/output_kind.h"
#include "experiment/store/store_lock.h"
#include "results/replacement.h"
#include "study/point_search.h"

namespace mmoe {
namespace {

/// What a search proposes from nothing.
std::vector<DesignPoint> first_points_of(const Design& design, std::uint64_t seed) {
  PointSearch search(design, seed);
  std::vector<DesignPoint> points;
  while (points.size() < search.designed()) {
    points.push_back(search.next().value());
    search.add(points.back(), std::nullopt);
  }
  return points;
}

/// What the folder's plan has of an earlier run. Nothing is taken on trust: PointSearch::next sees
/// what each was made from.
std::vector<DesignPoint> proposed_before(const std::filesystem::path& folder,
                                         const StudyPlan& plan) {
  if (!std::filesystem::exists(plan_file(folder))) return {};
  StudyPlan before = read_plan(folder);
  const auto design_of = [](const StudyPlan& of) {
    nlohmann::ordered_json design = of.config.at("design");
    design.erase("points");
    return design;
  };
  if (design_of(before) != design_of(plan)) return {};
  before.points.resize(std::min(before.points.size(), plan.planned));
  return std::move(before.points);
}

std::optional<double> distance_of(const std::filesystem::path& folder, const StudyPlan& plan,
                                  const DesignPoint& point, const SearchGoal& goal) {
  const auto shown = read_study_point(folder, plan, point);
  return shown ? goal_distance(goal, shown->reading(goal.of())) : std::nullopt;
}

}  // namespace

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
  design_ = read_design(config_);
  if (design_.search && options_.shard) {
    throw FieldError("shard",
                     "the design has a search, whose points depend on one another; run it whole");
  }
  plan_ = make_plan(config_);
  if (options_.folder.empty()) options_.folder = default_folder(plan_.name, options_.shard);
  points_ = design_.search   ? first_points_of(design_, plan_.seed)
            : options_.shard ? take_shard(plan_.points, *options_.shard)
                             : plan_.points;
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
  const std::vector<DesignPoint> tried =
      design_.search ? PointSearch(design_, plan_.seed).corners() : plan_.points;
  for (const DesignPoint& point : tried) resolve(configure_point(config_, point));
  for (std::size_t number = 0; number < plan_.planned; ++number) {
    check_replaceable(point_file(options_.folder, plan_, number), kResultFile);
  }
}

/// The first point has to run, so that what is wrong with all of them is an error.
std::optional<Session> StudySession::open_if_valid(const DesignPoint& point,
                                                   bool check_files) const {
  try {
    return open(point, check_files);
  } catch (const InputError& error) {
    if (point.number == 0) throw;
    log_warning(fmt::format("point {} ({}) cannot be run and counts as the worst: {}", point.number,
                            factors_text(point), error.what()));
    return std::nullopt;
  }
}

void StudySession::run_designed(StudyObserver& observer) const {
  write_plan(options_.folder, plan_);
  bool check_files = options_.check_files;  // once: the files are the same at every point
  for (const DesignPoint& point : points_) {
    observer.begin_point(plan_, point);
    open(point, std::exchange(check_files, false)).run(observer);
  }
}

void StudySession::run_search(StudyObserver& observer) const {
  StudyPlan plan = plan_;
  if (!options_.fresh) plan.points = proposed_before(options_.folder, plan_);
  write_plan(options_.folder, plan);
  PointSearch search(design_, plan.seed);
  bool check_files = options_.check_files;
  for (std::size_t n = 0; n < plan.planned; ++n) {
    const bool is_known = n < plan.points.size();
    const DesignPoint point = search.next(is_known ? &plan.points[n] : nullptr).value();
    if (!is_known || plan.points[n].made_from != point.made_from) {
      plan.points.resize(n);  // later ones were proposed from another
      plan.points.push_back(point);
      write_plan(options_.folder, plan);
    }
    std::optional<double> distance;
    if (const auto session = open_if_valid(point, std::exchange(check_files, false))) {
      observer.begin_point(plan, point);
      session->run(observer);
      distance = distance_of(options_.folder, plan, point, *design_.search);
    }
    search.add(point, distance);
  }
}

std::optional<WrittenStudy> StudySession::run(StudyObserver& observer) const {
  check_points();
  const StoreLock lock(options_.folder);
  design_.search ? run_search(observer) : run_designed(observer);
  if (options_.shard) return std::nullopt;
  return write_study(read_study(options_.folder), options_.folder);
}

}  // namespace mmoe
