// SPDX-License-Identifier: Apache-2.0
#include "report/exhibits/study_map.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "report/figures/axis_range.h"
#include "results/labels.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

/// The places of a factor's values on an axis: numbers of a range at their value, levels evenly, in
/// the design's order.
class FactorAxis {
 public:
  FactorAxis(const std::string& factor, const Study& study) : factor_(factor) {
    for (const StudyPoint& point : study.points) values_.push_back(point.point.factors.at(factor));
    const Factor& design = find_factor(study.design, factor);
    is_range_ = design.levels.empty();
    is_log_ =
        design.log && std::ranges::all_of(values_, [](const auto& value) { return value > 0; });
    for (const Level& level : design.levels) {
      if (std::count(values_.begin(), values_.end(), level.value) > 0)
        levels_.push_back(level.value);
    }
  }

  Axis axis() const {
    if (is_range_)
      return is_log_ ? log_axis(factor_, {values_.begin(), values_.end()}) : Axis{.label = factor_};
    Axis axis{.label = factor_, .low = -0.5, .high = static_cast<double>(levels_.size()) - 0.5};
    for (std::size_t i = 0; i < levels_.size(); ++i) {
      const ordered_json& level = levels_[i];
      axis.tics.emplace_back(
          i, level.is_number() ? fmt::format("{:g}", level.get<double>()) : plain_text(level));
    }
    return axis;
  }

  /// Letters of all tics together: where they are many they only fit one below another.
  std::size_t letters() const {
    std::size_t count = 0;
    for (const auto& [place, text] : axis().tics) count += text.size();
    return is_range_ ? 0 : count;
  }

  double place(const DesignPoint& point) const {
    const ordered_json& value = point.factors.at(factor_);
    if (is_range_) return value;
    return static_cast<double>(std::find(levels_.begin(), levels_.end(), value) - levels_.begin());
  }

  /// Points of one level are spread a little, the same every time.
  double shift(const DesignPoint& point, double spread) const {
    const double x = static_cast<double>(point.number) * spread;
    return is_range_ ? 0 : 0.6 * (x - std::floor(x) - 0.5);
  }

 private:
  std::string factor_;
  std::vector<ordered_json> values_;  // one per point
  std::vector<ordered_json> levels_;  // those that a point has
  bool is_range_ = false;
  bool is_log_ = false;
};

// Multiples of these, modulo 1, fill a square evenly.
constexpr double kSpreadX = 0.7548776662466927, kSpreadY = 0.5698402909980532;

Panel map_panel(const Deciding& measure, const Study& study) {
  FactorAxis x(measure.importances[0].factor, study);
  FactorAxis y(measure.importances[1].factor, study);
  if (x.letters() > y.letters()) std::swap(x, y);
  Panel panel{.title = measure.measure, .x = x.axis(), .y = y.axis()};
  Trace holds{
      .label = "holds", .shape = Trace::Shape::kPoints, .style = {.colour = "#0072B2", .point = 7}};
  Trace fails{.label = "does not hold",
              .shape = Trace::Shape::kPoints,
              .style = {.colour = "#D55E00", .point = 2}};
  for (const StudyPoint& point : study.points) {
    const auto& measures = point.reading(measure.of).measures;
    const auto value = measures.find(measure.measure);
    if (value == measures.end() || !value->second) continue;
    Trace& trace = *value->second > 0 ? holds : fails;
    trace.x.push_back(x.place(point.point));
    trace.y.push_back(y.place(point.point));
    trace.shift_x.push_back(x.shift(point.point, kSpreadX));
    trace.shift_y.push_back(y.shift(point.point, kSpreadY));
  }
  panel.traces = {holds, fails};
  return panel;
}

void add_rows(Table& table, const Deciding& measure) {
  if (!table.rows.empty()) table.group_starts.push_back(table.rows.size());
  for (const Importance& factor : measure.importances) {
    std::string groups;
    for (const FactorGroup& group : factor.groups) {
      groups += fmt::format("{}{}: {} of {}", groups.empty() ? "" : ", ", group.label, group.holds,
                            group.points);
    }
    table.rows.push_back({measure.measure, to_text(measure.of), factor.factor,
                          Number{.value = factor.share, .decimals = 2},
                          Number{.value = factor.p, .decimals = 3}, groups});
  }
}

}  // namespace

Exhibit study_map(const Study& study) {
  Exhibit exhibit{
      .name = "map",
      .title = "Where the paper's picture holds",
      .how_to_read =
          "Each point is one design, drawn over the two factors that decide the measure most; "
          "points of one level are spread for legibility. A factor decides where its groups "
          "differ: share is the part of the measure's ranks that lies between them."};
  Figure figure{.name = "map",
                .description =
                    "Points of the design by the two factors that decide most, filled "
                    "where the measure holds and crossed where not, one panel per measure"};
  Table table{.name = "factors",
              .caption =
                  "What decides each measure, and where it holds by group of the factor; p "
                  "of a permutation test after Holm's correction",
              .columns = {{"measure", false},
                          {"loss", false},
                          {"factor", false},
                          {"share", true},
                          {"p", true},
                          {"holds", false}}};
  for (const Deciding& measure : study.deciding) {
    add_rows(table, measure);
    exhibit.definitions.push_back(
        fmt::format("{}, {} loss: {}", measure.measure, to_text(measure.of), measure.sentence));
    if (measure.of != LossOf::kHeldOut || measure.importances.size() < 2) continue;
    if (study.points.empty()) continue;  // none was run so far
    figure.panels.push_back(map_panel(measure, study));
  }
  figure.columns = static_cast<int>(std::clamp<std::size_t>(figure.panels.size(), 1, 2));
  if (!figure.panels.empty()) exhibit.figures.push_back(figure);
  exhibit.tables.push_back(table);
  return exhibit;
}

}  // namespace mmoe
