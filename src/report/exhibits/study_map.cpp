// SPDX-License-Identifier: Apache-2.0
#include "report/exhibits/study_map.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "results/labels.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

constexpr const char* kLoss = "held-out";
constexpr double kRoom = 1.1;  // of a logarithmic axis, beyond its points

/// Where a factor's values stand on an axis: numbers of a range where they are, levels evenly, in
/// the design's order.
class FactorAxis {
 public:
  FactorAxis(const std::string& factor, const ordered_json& study) : factor_(factor) {
    const ordered_json& design = study.at("experiment").at("design").at("factors").at(factor);
    is_range_ = design.contains("low");
    for (const ordered_json& point : study.at("points")) {
      values_.push_back(point.at("factors").at(factor));
    }
    is_log_ = is_range_ && design.value("scale", "") == "log" &&
              std::all_of(values_.begin(), values_.end(),
                          [](const ordered_json& value) { return value > 0; });
    if (design.contains("values")) {
      for (const ordered_json& value : design.at("values")) add_level(value);
    } else if (design.contains("levels")) {
      for (const auto& [name, members] : design.at("levels").items()) add_level(name);
    }
  }

  Axis axis() const {
    if (is_range_) return is_log_ ? log_axis() : Axis{.label = factor_};
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

  double place(const ordered_json& point) const {
    const ordered_json& value = point.at("factors").at(factor_);
    if (is_range_) return value;
    return static_cast<double>(std::find(levels_.begin(), levels_.end(), value) - levels_.begin());
  }

  /// Points of one level are spread a little, the same every time.
  double shift(const ordered_json& point, double spread) const {
    const double x = point.at("number").get<double>() * spread;
    return is_range_ ? 0 : 0.6 * (x - std::floor(x) - 0.5);
  }

 private:
  void add_level(const ordered_json& value) {
    if (std::count(values_.begin(), values_.end(), value) > 0) levels_.push_back(value);
  }

  /// With room beside the points; numbers at 1, 2 and 5 of each power of ten, or at 1 and 3.
  Axis log_axis() const {
    const auto [least, most] = std::minmax_element(values_.begin(), values_.end());
    Axis axis{.label = factor_, .is_log = true};
    axis.low = least->get<double>() / kRoom;
    axis.high = most->get<double>() * kRoom;
    const bool is_long = *axis.high / *axis.low > 20;
    for (double power = std::pow(10, std::floor(std::log10(*axis.low))); power <= *axis.high;
         power *= 10) {
      for (const double digit : is_long ? std::vector{1.0, 3.0} : std::vector{1.0, 2.0, 5.0}) {
        const double tic = digit * power;
        if (tic >= *axis.low && tic <= *axis.high) {
          axis.tics.emplace_back(tic, fmt::format("{:g}", tic));
        }
      }
    }
    return axis;
  }

  std::string factor_;
  std::vector<ordered_json> values_;  // one a point
  std::vector<ordered_json> levels_;  // those that a point has
  bool is_range_ = false;
  bool is_log_ = false;
};

// Multiples of these, modulo 1, fill a square evenly.
constexpr double kSpreadX = 0.7548776662466927, kSpreadY = 0.5698402909980532;

Panel map_panel(const ordered_json& measure, const ordered_json& study) {
  const ordered_json& factors = measure.at("factors");
  FactorAxis x(factors.at(0).at("factor"), study);
  FactorAxis y(factors.at(1).at("factor"), study);
  if (x.letters() > y.letters()) std::swap(x, y);
  const std::string name = measure.at("measure");
  Panel panel{.title = name, .x = x.axis(), .y = y.axis()};
  Trace holds{
      .label = "holds", .shape = Trace::Shape::kPoints, .style = {.colour = "#0072B2", .point = 7}};
  Trace fails{.label = "does not hold",
              .shape = Trace::Shape::kPoints,
              .style = {.colour = "#D55E00", .point = 2}};
  for (const ordered_json& point : study.at("points")) {
    const ordered_json value = point.at("held_out").at("measures").value(name, ordered_json());
    if (value.is_null()) continue;
    Trace& trace = value > 0 ? holds : fails;
    trace.x.push_back(x.place(point));
    trace.y.push_back(y.place(point));
    trace.shift_x.push_back(x.shift(point, kSpreadX));
    trace.shift_y.push_back(y.shift(point, kSpreadY));
  }
  panel.traces = {holds, fails};
  return panel;
}

void add_rows(Table& table, const ordered_json& measure) {
  if (!table.rows.empty()) table.group_starts.push_back(table.rows.size());
  for (const ordered_json& factor : measure.at("factors")) {
    std::string groups;
    for (const ordered_json& group : factor.at("groups")) {
      groups +=
          fmt::format("{}{}: {} of {}", groups.empty() ? "" : ", ", plain_text(group.at("group")),
                      group.at("holds").dump(), group.at("points").dump());
    }
    table.rows.push_back({plain_text(measure.at("measure")), plain_text(measure.at("loss")),
                          plain_text(factor.at("factor")),
                          Number{.value = factor.at("share").get<double>(), .decimals = 2},
                          Number{.value = factor.at("p_holm").get<double>(), .decimals = 3},
                          groups});
  }
}

}  // namespace

Exhibit study_map(const ordered_json& study) {
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
  for (const ordered_json& measure : study.at("measures")) {
    add_rows(table, measure);
    exhibit.notes.push_back(fmt::format("{}, {} loss: {}", plain_text(measure.at("measure")),
                                        plain_text(measure.at("loss")),
                                        plain_text(measure.at("sentence"))));
    if (measure.at("loss") != kLoss || measure.at("factors").size() < 2) continue;
    if (study.at("points").empty()) continue;  // none was run so far
    figure.panels.push_back(map_panel(measure, study));
  }
  figure.columns = static_cast<int>(std::clamp<std::size_t>(figure.panels.size(), 1, 2));
  if (!figure.panels.empty()) exhibit.figures.push_back(figure);
  exhibit.tables.push_back(table);
  return exhibit;
}

}  // namespace mmoe
