// SPDX-License-Identifier: Apache-2.0
#include "study/study.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "experiment/catalogue.h"
#include "statistics/group_share.h"
#include "statistics/holm.h"
#include "study/measures.h"

namespace mmoe {
namespace {

constexpr std::size_t kQuarters = 4;  // groups that a range is cut into

Reading read_losses(const std::vector<CellLosses>& cells, LossOf of) {
  Reading reading{.figure_4 = figure_4_distance(cells, of),
                  .figure_3 = figure_3_distance(cells, of),
                  .on_curve = nearest_on_curve(cells, of),
                  .figure_5 = figure_5_distance(cells, of),
                  .peaks = peak_shares(cells, of),
                  .measures = {}};
  for (const Measure& measure : measures()) {
    reading.measures[measure.name] = measure.value(cells, of);
  }
  return reading;
}

/// The group of each point under one factor.
struct Grouping {
  std::vector<std::string> labels;
  std::vector<std::size_t> group;  // one a point
};

std::string level_text(const nlohmann::ordered_json& level) {
  return level.is_string() ? level.get<std::string>() : level.dump();
}

Grouping by_level(const Factor& factor, const std::vector<const StudyPoint*>& points) {
  Grouping grouping;
  for (const Level& level : factor.levels) grouping.labels.push_back(level_text(level.value));
  for (const StudyPoint* point : points) {
    const std::string own = level_text(point->point.factors.at(factor.name));
    const auto found = std::ranges::find(grouping.labels, own);
    grouping.group.push_back(static_cast<std::size_t>(found - grouping.labels.begin()));
  }
  return grouping;
}

/// Quarters of the points in the order of the factor's value.
Grouping by_quarter(const Factor& factor, const std::vector<const StudyPoint*>& points) {
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t i = 0; i < points.size(); ++i) {
    order.emplace_back(points[i]->point.factors.at(factor.name).get<double>(), i);
  }
  std::ranges::sort(order);
  Grouping grouping{{}, std::vector<std::size_t>(points.size())};
  const std::size_t groups = std::min(kQuarters, points.size());
  for (std::size_t g = 0; g < groups; ++g) {
    const std::size_t first = g * points.size() / groups;
    const std::size_t end = (g + 1) * points.size() / groups;
    for (std::size_t i = first; i < end; ++i) grouping.group[order[i].second] = g;
    grouping.labels.push_back(fmt::format("{} to {}", order[first].first, order[end - 1].first));
  }
  return grouping;
}

Importance importance_of(const Factor& factor, const std::vector<const StudyPoint*>& points,
                         const std::vector<double>& values, std::uint64_t seed) {
  const Grouping grouping =
      factor.levels.empty() ? by_quarter(factor, points) : by_level(factor, points);
  Importance importance{.factor = factor.name};
  for (const std::string& label : grouping.labels) importance.groups.push_back({label, 0, 0});
  for (std::size_t i = 0; i < values.size(); ++i) {
    FactorGroup& group = importance.groups[grouping.group[i]];
    group.points += 1;
    group.holds += values[i] > 0;
  }
  if (const auto share = group_share(values, grouping.group, seed)) {
    importance.share = share->share;
    importance.p = share->p;
  }
  return importance;
}

void correct_and_order(std::vector<Importance>& importances) {
  std::vector<std::optional<double>> p;
  for (const Importance& importance : importances) p.emplace_back(importance.p);
  const auto adjusted = holm(p);
  for (std::size_t i = 0; i < importances.size(); ++i) importances[i].p = *adjusted[i];
  std::ranges::stable_sort(
      importances, [](const Importance& a, const Importance& b) { return a.share > b.share; });
}

Deciding decide(const Study& study, const Design& design, const Measure& measure, LossOf of) {
  Deciding deciding{.measure = measure.name, .sentence = measure.sentence, .of = of};
  std::vector<const StudyPoint*> points;
  std::vector<double> values;
  for (const StudyPoint& point : study.points) {
    if (const auto value = point.reading(of).measures.at(measure.name)) {
      points.push_back(&point);
      values.push_back(*value);
      deciding.holds += *value > 0;
    }
  }
  deciding.points = values.size();
  if (values.empty()) return deciding;
  for (const Factor& factor : design.factors) {
    deciding.importances.push_back(importance_of(factor, points, values, study.plan.seed));
  }
  correct_and_order(deciding.importances);
  return deciding;
}

/// False for a result that an earlier design left in the point's folder.
bool is_of(const Result& result, const StudyPlan& plan, const DesignPoint& point) {
  const Prepared prepared = prepare(configure_point({plan.config, {}}, point), "");
  return result.experiment == prepared.experiment.to_json();
}

}  // namespace

Study read_study(const std::filesystem::path& folder) {
  Study study{read_plan(folder), {}, {}};
  for (const DesignPoint& point : study.plan.points) {
    const auto file = point_file(folder, study.plan, point.number);
    if (!std::filesystem::exists(file)) continue;
    const Result result = read_result(file.string());
    if (!is_of(result, study.plan, point)) continue;
    const auto cells = cell_losses(result);
    study.points.push_back({point, cells, read_losses(cells, LossOf::kHeldOut),
                            read_losses(cells, LossOf::kTraining)});
  }
  if (study.points.empty()) {
    throw InputError(fmt::format("{}: no point has been run; expected points/NNN/{}.json",
                                 folder.string(), study.plan.name));
  }
  const Design design = read_design({study.plan.config, {}});
  for (const Measure& measure : measures()) {
    for (const LossOf of : {LossOf::kHeldOut, LossOf::kTraining}) {
      study.deciding.push_back(decide(study, design, measure, of));
    }
  }
  return study;
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
