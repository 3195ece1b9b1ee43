// SPDX-License-Identifier: Apache-2.0
#include "study/study_reader.h"

#include "base/error.h"
#include "base/json_file.h"
#include "results/result_reader.h"
#include "statistics/or_null.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

std::optional<Distance> distance_of(const ordered_json& json) {
  if (json.is_null()) return std::nullopt;
  Distance distance{.greatest = json.at("greatest"), .rms = json.at("rms")};
  if (json.contains("within_20_percent")) {
    distance.near = json["within_20_percent"].get<std::size_t>();
  }
  return distance;
}

std::optional<CurveDistance> curve_distance_of(const ordered_json& json) {
  if (json.is_null()) return std::nullopt;
  return CurveDistance{.step = json.at("step"), .distance = *distance_of(json)};
}

Reading read_losses_shown(const ordered_json& json) {
  Reading reading{.figure_4 = distance_of(json.at("figure_4")),
                  .figure_3 = distance_of(json.at("figure_3")),
                  .on_curve = curve_distance_of(json.at("figure_4_on_curve")),
                  .figure_5 = number_or_none(json.at("figure_5")),
                  .peaks = {},
                  .measures = {}};
  for (const ordered_json& peak : json.at("peaks")) {
    reading.peaks.push_back({.model = peak.at("model"),
                             .cosine = peak.at("cosine"),
                             .loss = peak.at("loss"),
                             .paper_share = peak.at("paper_share"),
                             .share = peak.at("share")});
  }
  for (const auto& [name, value] : json.at("measures").items()) {
    reading.measures[name] = number_or_none(value);
  }
  return reading;
}

/// The one of `values` that `to_text` writes as this member.
template <typename Value>
Value read_word(const ordered_json& json, const char* member, std::initializer_list<Value> values) {
  for (const Value value : values) {
    if (json.at(member) == to_text(value)) return value;
  }
  throw FieldError(member, "found " + json.at(member).dump() + "; the schema lists its values");
}

std::optional<bool> truth_or_none(const ordered_json& json) {
  return json.is_null() ? std::nullopt : std::optional(json.get<bool>());
}

Verdict read_verdict(const ordered_json& json) {
  Verdict verdict;
  json.at("claim").get_to(verdict.claim.name);
  verdict.outcome = read_word(json, "verdict",
                              {Outcome::kSupported, Outcome::kContradicted, Outcome::kInconclusive,
                               Outcome::kNotTested, Outcome::kNoData});
  verdict.holds = truth_or_none(json.at("holds"));
  return verdict;
}

StudyPoint read_point(const ordered_json& json) {
  StudyPoint point;
  json.at("number").get_to(point.point.number);
  point.point.factors = json.at("factors");
  point.held_out = read_losses_shown(json.at("held_out"));
  point.training = read_losses_shown(json.at("training"));
  for (const ordered_json& cell : json.at("cells")) {
    CellLosses losses{.model = cell.at("model"),
                      .cosine = cell.at("cosine"),
                      .learning_rate = cell.at("learning_rate")};
    cell.at("diverged").get_to(losses.diverged);
    point.cells.push_back(std::move(losses));
  }
  for (const ordered_json& verdict : json.at("verdicts")) {
    point.verdicts.push_back(read_verdict(verdict));
  }
  return point;
}

std::vector<Importance> read_importances(const ordered_json& json, const Design& design) {
  std::vector<Importance> importances;
  for (const ordered_json& factor : json) {
    Importance importance{.factor = factor.at("factor"),
                          .share = factor.at("share"),
                          .p = factor.at("p_holm"),
                          .groups = {}};
    for (const ordered_json& group : factor.at("groups")) {
      importance.groups.push_back(
          {.label = group.at("group"), .points = group.at("points"), .holds = group.at("holds")});
    }
    find_factor(design, importance.factor);
    importances.push_back(std::move(importance));
  }
  return importances;
}

ClaimRegion read_region(const ordered_json& json, const Design& design) {
  ClaimRegion region;
  json.at("claim").get_to(region.claim.name);
  json.at("sentence").get_to(region.claim.sentence);
  json.at("where").get_to(region.claim.where);
  json.at("points").get_to(region.points);
  json.at("holds").get_to(region.holds);
  json.at("supported").get_to(region.supported);
  json.at("contradicted").get_to(region.contradicted);
  region.importances = read_importances(json.at("factors"), design);
  return region;
}

Deciding read_deciding(const ordered_json& json, const Design& design) {
  Deciding deciding;
  json.at("measure").get_to(deciding.measure);
  json.at("sentence").get_to(deciding.sentence);
  deciding.of = read_word(json, "loss", {LossOf::kHeldOut, LossOf::kTraining});
  json.at("points").get_to(deciding.points);
  json.at("holds").get_to(deciding.holds);
  deciding.importances = read_importances(json.at("factors"), design);
  return deciding;
}

Study read_summary_of(const ordered_json& json, const std::string& path) {
  const ordered_json& config = json.at("experiment");
  config.at("design");  // read_design expects it
  // Member by member, as in read_point: where a member of a braced list within another threw,
  // g++ 12 left broken JSON behind.
  Study study;
  study.design = read_design({config, {{"", path}}});
  study.plan.config = config;
  config.at("name").get_to(study.plan.name);
  study.plan.seed = config.value("seed", study.plan.seed);
  json.at("planned_points").get_to(study.plan.planned);
  study.environment = json.at("environment");
  for (const ordered_json& point : json.at("points")) study.points.push_back(read_point(point));
  for (const ordered_json& claim : json.at("claims")) {
    study.claims.push_back(read_region(claim, study.design));
  }
  for (const ordered_json& measure : json.at("measures")) {
    study.deciding.push_back(read_deciding(measure, study.design));
  }
  return study;
}

}  // namespace

Study study_from_json(const ordered_json& json, const std::string& path) {
  return read_members(path, [&] {
    return naming_origins({{"", path}}, [&] { return read_summary_of(json, path); });
  });
}

}  // namespace mmoe
