// SPDX-License-Identifier: Apache-2.0
#include "study/study.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "experiment/config/catalogue.h"
#include "results/result.h"
#include "study/measures.h"

namespace mmoe {
namespace {

Deciding decide(const Study& study, const Measure& measure, LossOf of) {
  Deciding deciding{.measure = measure.name, .sentence = measure.sentence, .of = of};
  std::vector<PointValue> values;
  for (const StudyPoint& point : study.points) {
    const auto value = point.reading(of).measures.at(measure.name);
    if (!value) continue;
    values.push_back({&point.point, *value});
    deciding.holds += *value > 0;
  }
  deciding.points = values.size();
  deciding.importances = importances(study.design, values, study.plan.seed);
  return deciding;
}

/// Returns the regions of all claims that can be judged at some point.
std::vector<ClaimRegion> claim_regions(const Study& study) {
  std::vector<ClaimRegion> regions;
  for (const Claim& claim : built_in_claims()) {
    ClaimRegion region{.claim = claim};
    std::vector<PointValue> values;
    for (const StudyPoint& point : study.points) {
      const auto verdict = std::ranges::find_if(
          point.verdicts, [&](const Verdict& v) { return v.claim.name == claim.name; });
      if (verdict == point.verdicts.end() || !verdict->holds) continue;
      values.push_back({&point.point, *verdict->holds ? 1.0 : -1.0});
      region.holds += *verdict->holds;
      region.supported += verdict->outcome == Outcome::kSupported;
      region.contradicted += verdict->outcome == Outcome::kContradicted;
    }
    region.points = values.size();
    region.importances = importances(study.design, values, study.plan.seed);
    if (region.points > 0) regions.push_back(std::move(region));
  }
  return regions;
}

/// False for a result that an earlier design left in the point's folder. Needs no data.
bool is_of(const Result& result, const StudyPlan& plan, const DesignPoint& point) {
  const Experiment asked = resolve(configure_point({plan.config, {}}, point));
  return without_matched_widths(result.experiment) == without_matched_widths(asked.to_json());
}

}  // namespace

std::optional<StudyPoint> read_study_point(const std::filesystem::path& folder,
                                           const StudyPlan& plan, const DesignPoint& point) {
  const auto file = point_file(folder, plan, point.number);
  if (!std::filesystem::exists(file)) return std::nullopt;
  const Result result = read_result(file.string());
  if (!is_of(result, plan, point)) return std::nullopt;
  const auto cells = cell_losses(result);
  return StudyPoint{point, cells, read_losses(cells, LossOf::kHeldOut),
                    read_losses(cells, LossOf::kTraining), judge(built_in_claims(), {result})};
}

Study read_study(const std::filesystem::path& folder) {
  Study study{.plan = read_plan(folder)};
  study.design = read_design({study.plan.config, {}});
  study.environment = describe_environment();
  for (const DesignPoint& point : study.plan.points) {
    if (auto shown = read_study_point(folder, study.plan, point)) {
      study.points.push_back(std::move(*shown));
    }
  }
  if (study.points.empty()) {
    throw InputError(fmt::format("{}: no point has been run; expected points/NNN/{}.json",
                                 folder.string(), study.plan.name));
  }
  for (const Measure& measure : measures()) {
    for (const LossOf of : {LossOf::kHeldOut, LossOf::kTraining}) {
      study.deciding.push_back(decide(study, measure, of));
    }
  }
  study.claims = claim_regions(study);
  return study;
}

std::vector<SearchedPoint> searched_points(const Study& study) {
  const SearchGoal& goal = *study.design.search;
  std::vector<SearchedPoint> list;
  std::optional<double> best;
  for (const StudyPoint& point : study.points) {
    SearchedPoint searched{.point = &point,
                           .distance = goal_distance(goal, point.reading(goal.of()))};
    searched.is_best = searched.distance && (!best || *searched.distance < *best);
    if (searched.is_best) best = searched.distance;
    searched.best = best;
    list.push_back(searched);
  }
  return list;
}

const StudyPoint* nearest_point(const Study& study, LossOf of) {
  const StudyPoint* nearest = nullptr;
  for (const StudyPoint& point : study.points) {
    const auto& distance = point.reading(of).figure_4;
    if (!distance) continue;
    if (nearest == nullptr || distance->greatest < nearest->reading(of).figure_4->greatest) {
      nearest = &point;
    }
  }
  return nearest;
}

}  // namespace mmoe
