// SPDX-License-Identifier: Apache-2.0
#include "study/study_json.h"

#include <utility>

#include "base/atomic_file.h"
#include "results/result.h"
#include "results/schemas.h"
#include "statistics/or_null.h"
#include "statistics/summary.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

constexpr LossOf kReadings[] = {LossOf::kHeldOut, LossOf::kTraining};

ordered_json distance_json(const std::optional<Distance>& distance) {
  if (!distance) return nullptr;
  ordered_json json = {{"greatest", distance->greatest}, {"rms", distance->rms}};
  if (distance->near) json["within_20_percent"] = *distance->near;
  return json;
}

ordered_json curve_distance_json(const std::optional<CurveDistance>& nearest) {
  if (!nearest) return nullptr;
  ordered_json json = {{"step", nearest->step}};
  json.update(distance_json(nearest->distance));
  return json;
}

ordered_json cell_json(const CellLosses& cell) {
  return {{"model", cell.model},
          {"cosine", cell.cosine},
          {"learning_rate", cell.learning_rate},
          {"diverged", cell.diverged},
          {"held_out", to_json(summarise(cell.held_out))},
          {"training", to_json(summarise(cell.training))}};
}

ordered_json peaks_json(const std::vector<PeakShare>& peaks) {
  ordered_json list = ordered_json::array();
  for (const PeakShare& peak : peaks) {
    list.push_back({{"model", peak.model},
                    {"cosine", peak.cosine},
                    {"loss", peak.loss},
                    {"paper_share", peak.paper_share},
                    {"share", peak.share}});
  }
  return list;
}

ordered_json reading_json(const Reading& reading) {
  ordered_json measures = ordered_json::object();
  for (const auto& [name, value] : reading.measures) measures[name] = or_null(value);
  return {{"figure_3", distance_json(reading.figure_3)},
          {"figure_4", distance_json(reading.figure_4)},
          {"figure_4_on_curve", curve_distance_json(reading.on_curve)},
          {"figure_5", or_null(reading.figure_5)},
          {"peaks", peaks_json(reading.peaks)},
          {"measures", measures}};
}

ordered_json verdicts_of(const StudyPoint& point) {
  ordered_json list = ordered_json::array();
  for (const Verdict& verdict : point.verdicts) {
    if (verdict.outcome == Outcome::kNoData) continue;
    list.push_back({{"claim", verdict.claim.name},
                    {"verdict", to_text(verdict.outcome)},
                    {"holds", or_null(verdict.holds)}});
  }
  return list;
}

ordered_json points_json(const Study& study) {
  ordered_json list = ordered_json::array();
  for (const StudyPoint& point : study.points) {
    ordered_json cells = ordered_json::array();
    for (const CellLosses& cell : point.cells) cells.push_back(cell_json(cell));
    list.push_back({{"number", point.point.number},
                    {"factors", point.point.factors},
                    {"file", point_file("", study.plan, point.point.number).string()},
                    {"cells", cells},
                    {"held_out", reading_json(point.held_out)},
                    {"training", reading_json(point.training)},
                    {"verdicts", verdicts_of(point)}});
  }
  return list;
}

ordered_json importances_json(const std::vector<Importance>& importances) {
  ordered_json list = ordered_json::array();
  for (const Importance& importance : importances) {
    ordered_json groups = ordered_json::array();
    for (const FactorGroup& group : importance.groups) {
      groups.push_back({{"group", group.label}, {"points", group.points}, {"holds", group.holds}});
    }
    list.push_back({{"factor", importance.factor},
                    {"share", importance.share},
                    {"p_holm", importance.p},
                    {"groups", groups}});
  }
  return list;
}

ordered_json claims_of(const Study& study) {
  ordered_json list = ordered_json::array();
  for (const ClaimRegion& region : study.claims) {
    list.push_back({{"claim", region.claim.name},
                    {"sentence", region.claim.sentence},
                    {"where", region.claim.where},
                    {"points", region.points},
                    {"holds", region.holds},
                    {"supported", region.supported},
                    {"contradicted", region.contradicted},
                    {"factors", importances_json(region.importances)}});
  }
  return list;
}

ordered_json deciding_json(const Study& study) {
  ordered_json list = ordered_json::array();
  for (const Deciding& deciding : study.deciding) {
    list.push_back({{"measure", deciding.measure},
                    {"sentence", deciding.sentence},
                    {"loss", to_text(deciding.of)},
                    {"points", deciding.points},
                    {"holds", deciding.holds},
                    {"factors", importances_json(deciding.importances)}});
  }
  return list;
}

/// The nearest point of each reading, and how many have all nine values of Figure 4 within 20 %.
ordered_json nearest_json(const Study& study) {
  ordered_json list = ordered_json::array();
  for (const LossOf of : kReadings) {
    const StudyPoint* nearest = nearest_point(study, of);
    std::size_t near = 0;
    for (const StudyPoint& point : study.points) {
      const auto& distance = point.reading(of).figure_4;
      near += distance && distance->greatest <= kNearPaper;
    }
    list.push_back(
        {{"loss", to_text(of)},
         {"within_20_percent", near},
         {"point", nearest ? ordered_json(nearest->point.number) : ordered_json(nullptr)},
         {"figure_4", nearest ? distance_json(nearest->reading(of).figure_4) : nullptr}});
  }
  return list;
}

/// What a search has found so far.
ordered_json search_json(const Study& study) {
  const SearchGoal& goal = *study.design.search;
  ordered_json json = goal.to_json();
  json["nearest"] = nullptr;
  json["history"] = ordered_json::array();
  for (const SearchedPoint& searched : searched_points(study)) {
    const std::size_t number = searched.point->point.number;
    if (searched.is_best) json["nearest"] = number;
    json["history"].push_back({{"point", number},
                               {"distance", or_null(searched.distance)},
                               {"best", or_null(searched.best)}});
  }
  return json;
}

}  // namespace

ordered_json study_json(const Study& study) {
  ordered_json json = {{"schema", kStudySchema},
                       {"schema_version", kStudySchemaVersion},
                       {"experiment", study.plan.config},
                       {"environment", study.environment},
                       {"planned_points", study.plan.planned},
                       {"nearest", nearest_json(study)},
                       {"claims", claims_of(study)},
                       {"measures", deciding_json(study)},
                       {"points", points_json(study)}};
  if (study.design.search) json["search"] = search_json(study);
  return json;
}

WrittenStudy write_study(Study study, const std::filesystem::path& folder) {
  const auto file = summary_file(folder, study.plan);
  std::string text = object_text(study_json(study));
  write_file_atomically(file, text, kStudyFile);
  return {std::move(study), file, std::move(text)};
}

}  // namespace mmoe
