// SPDX-License-Identifier: Apache-2.0
#include "study/importance.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "statistics/holm.h"
#include "statistics/rank_epsilon_squared.h"

namespace mmoe {
namespace {

constexpr std::size_t kQuarters = 4;  // groups that a range is cut into

/// The group of each point under one factor.
struct Grouping {
  std::vector<std::string> labels;
  std::vector<std::size_t> group;  // one per point
};

std::string level_text(const nlohmann::ordered_json& level) {
  return level.is_string() ? level.get<std::string>() : level.dump();
}

Grouping by_level(const Factor& factor, const std::vector<PointValue>& points) {
  Grouping grouping;
  for (const Level& level : factor.levels) grouping.labels.push_back(level_text(level.value));
  for (const PointValue& value : points) {
    const std::string own = level_text(value.point->factors.at(factor.name));
    const auto found = std::ranges::find(grouping.labels, own);
    grouping.group.push_back(static_cast<std::size_t>(found - grouping.labels.begin()));
  }
  return grouping;
}

/// Quarters of the points in the order of the factor's value.
Grouping by_quarter(const Factor& factor, const std::vector<PointValue>& points) {
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t i = 0; i < points.size(); ++i) {
    order.emplace_back(points[i].point->factors.at(factor.name).get<double>(), i);
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

Importance importance_of(const Factor& factor, const std::vector<PointValue>& points,
                         std::uint64_t seed) {
  const Grouping grouping =
      factor.levels.empty() ? by_quarter(factor, points) : by_level(factor, points);
  Importance importance{.factor = factor.name};
  for (const std::string& label : grouping.labels) importance.groups.push_back({label, 0, 0});
  std::vector<double> values;
  for (std::size_t i = 0; i < points.size(); ++i) {
    FactorGroup& group = importance.groups[grouping.group[i]];
    group.points += 1;
    group.holds += points[i].value > 0;
    values.push_back(points[i].value);
  }
  if (const auto share = rank_epsilon_squared(values, grouping.group, seed)) {
    importance.share = share->share;
    importance.p = share->p;
  }
  return importance;
}

}  // namespace

std::vector<Importance> importances(const Design& design, const std::vector<PointValue>& values,
                                    std::uint64_t seed) {
  std::vector<Importance> list;
  if (values.empty()) return list;
  std::vector<std::optional<double>> p;
  for (const Factor& factor : design.factors) {
    list.push_back(importance_of(factor, values, seed));
    p.emplace_back(list.back().p);
  }
  const auto adjusted = holm(p);
  for (std::size_t i = 0; i < list.size(); ++i) list[i].p = *adjusted[i];
  std::ranges::stable_sort(
      list, [](const Importance& a, const Importance& b) { return a.share > b.share; });
  return list;
}

}  // namespace mmoe
