// SPDX-License-Identifier: Apache-2.0
#include "report/exhibits/live_curves.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/add_once.h"
#include "base/paper_values.h"
#include "report/figures/style.h"
#include "report/tables/table_4.h"
#include "results/labels.h"
#include "statistics/summary.h"

namespace mmoe {
namespace {

/// Percent of engagement alone, which is at (0, 0).
struct CurvePlace {
  std::optional<double> engagement, satisfaction;
};

CurvePlace place_of(const LiveRatesRecord& rates, const LiveDrawRecord& draw) {
  const LiveArmRecord* base = find_arm(draw, kEngagementOnlyArm);
  if (base == nullptr) return {};
  const auto percent = [&](const char* metric) {
    const auto lift = relative_difference(rates.of(metric), base->truth.of(metric));
    return lift ? std::optional(100 * *lift) : std::nullopt;
  };
  return {percent("engagement"), percent("satisfaction")};
}

/// Medians over runs of places; nothing where no run has one.
void add_median_place(Trace& trace, const std::vector<CurvePlace>& places) {
  std::vector<double> x;
  std::vector<double> y;
  for (const CurvePlace& place : places) {
    if (!place.engagement || !place.satisfaction) continue;
    x.push_back(*place.engagement);
    y.push_back(*place.satisfaction);
  }
  if (x.empty()) return;
  trace.x.push_back(*summarise(x).median);
  trace.y.push_back(*summarise(y).median);
}

Style arm_style(const Result& result, const std::string& arm) {
  if (arm == kOracleArm) return {.colour = "#808080", .dash = "(10,6)", .point = 0};
  return model_style(result, arm);
}

/// By alpha, as in the first run that has the arm; runs with other alphas are left out.
Trace alpha_trace(const Result& result, const LiveSetting& setting, const std::string& arm) {
  std::vector<const LiveCurveRecord*> curves;
  std::vector<const LiveDrawRecord*> draws;
  for (const LiveDrawRecord* draw : setting.draws) {
    for (const LiveCurveRecord& curve : draw->curves) {
      if (curve.arm != arm) continue;
      if (!curves.empty() && curves[0]->alphas != curve.alphas) continue;
      curves.push_back(&curve);
      draws.push_back(draw);
    }
  }
  Trace trace{.label = arm_title(setting, arm), .style = arm_style(result, arm)};
  for (std::size_t a = 0; !curves.empty() && a < curves[0]->alphas.size(); ++a) {
    std::vector<CurvePlace> places;
    for (std::size_t i = 0; i < curves.size(); ++i) {
      places.push_back(place_of(curves[i]->rates[a], *draws[i]));
    }
    add_median_place(trace, places);
  }
  return trace;
}

void add_arm(Trace& trace, const LiveSetting& setting, const std::string& arm) {
  std::vector<CurvePlace> places;
  for (const LiveDrawRecord* draw : setting.draws) {
    const LiveArmRecord* found = find_arm(*draw, arm);
    if (found != nullptr) places.push_back(place_of(found->truth, *draw));
  }
  add_median_place(trace, places);
}

/// The arms that have a curve, in the order of the draws.
std::vector<std::string> curve_arms(const LiveSetting& setting) {
  std::vector<std::string> arms;
  for (const LiveDrawRecord* draw : setting.draws) {
    for (const LiveCurveRecord& curve : draw->curves) add_once(arms, curve.arm);
  }
  return arms;
}

Trace frozen_points(const LiveSetting& setting) {
  Trace trace{.label = "at the frozen alpha",
              .shape = Trace::Shape::kPoints,
              .style = {.colour = "#000000", .dash = "1", .point = 6}};
  for (const std::string& arm : curve_arms(setting)) add_arm(trace, setting, arm);
  return trace;
}

/// Table 4's pairs one after the other: MMoE's lift is over Shared-Bottom's.
std::vector<Trace> table_4_points(const Result& result) {
  std::vector<Trace> traces;
  double engagement = 1;
  double satisfaction = 1;
  std::string over = kEngagementOnlyArm;
  for (const char* arm : {"shared-bottom", "mmoe"}) {
    engagement *= 1 + paper_lift(arm, over, "engagement")->lift;
    satisfaction *= 1 + paper_lift(arm, over, "satisfaction")->lift;
    traces.push_back({.label = fmt::format("paper, {}", model_title(arm)),
                      .shape = Trace::Shape::kPoints,
                      .style = of_paper(model_style(result, arm)),
                      .x = {100 * (engagement - 1)},
                      .y = {100 * (satisfaction - 1)}});
    over = arm;
  }
  return traces;
}

/// From the least to the greatest value of the points, with a fifth of that as room on both sides.
void frame_axis(Axis& axis, const std::vector<double>& values) {
  const auto [low, high] = std::ranges::minmax(values);
  const double room = std::max(0.2 * (high - low), 0.1);
  axis.low = low - room;
  axis.high = high + room;
}

/// Leaves out of view what is far from engagement alone, the frozen models and the paper's pairs.
Panel near_panel(Panel panel, const std::vector<Trace>& in_view) {
  std::vector<double> x = {0};
  std::vector<double> y = {0};
  for (const Trace& trace : in_view) {
    x.insert(x.end(), trace.x.begin(), trace.x.end());
    y.insert(y.end(), trace.y.begin(), trace.y.end());
  }
  frame_axis(panel.x, x);
  frame_axis(panel.y, y);
  panel.title += ", close up";
  return panel;
}

void add_live_setting(const Result& result, const LiveSetting& setting, Figure& figure) {
  Panel panel{.title = setting_title(setting.setting),
              .x = {.label = "change in engagement, % (simulated)"},
              .y = {.label = "satisfaction, % (simulated)"}};
  for (const std::string& arm : curve_arms(setting)) {
    panel.traces.push_back(alpha_trace(result, setting, arm));
  }
  const std::vector<Trace> paper = table_4_points(result);
  panel.traces.insert(panel.traces.end(), paper.begin(), paper.end());
  panel.traces.push_back({.label = arm_title(setting, kEngagementOnlyArm),
                          .shape = Trace::Shape::kPoints,
                          .style = {.colour = "#000000", .dash = "1", .point = 1},
                          .x = {0},
                          .y = {0}});
  panel.traces.push_back(frozen_points(setting));
  std::vector<Trace> in_view = paper;
  in_view.emplace_back();
  for (const std::string& arm : curve_arms(setting)) {
    if (arm != kOracleArm) add_arm(in_view.back(), setting, arm);
  }
  const Panel near = near_panel(panel, in_view);
  Trace random{.label = arm_title(setting, kRandomArm),
               .shape = Trace::Shape::kPoints,
               .style = {.colour = "#000000", .dash = "1", .point = 2}};
  add_arm(random, setting, kRandomArm);
  if (!random.x.empty()) panel.traces.push_back(random);
  figure.panels.push_back(std::move(panel));
  figure.panels.push_back(near);
}

/// The value of a setting's first member; its place where that is no number.
double setting_value(const LiveSetting& setting, std::size_t place) {
  const auto& json = setting.setting;
  return !json.empty() && json.front().is_number() ? json.front().get<double>()
                                                   : static_cast<double>(place);
}

Trace reading_trace(const std::vector<LiveSetting>& settings, const LiftName& name,
                    LiftReadingRecord LiftRecord::*reading, const Style& style) {
  Trace trace{.style = style};
  for (std::size_t i = 0; i < settings.size(); ++i) {
    const Number lift = lift_number(settings[i], name, reading);
    if (!lift.value) continue;
    const Interval range = lift.interval.value_or(Interval{*lift.value, *lift.value});
    trace.x.push_back(setting_value(settings[i], i));
    trace.y.push_back(*lift.value);
    trace.low.push_back(range.low);
    trace.high.push_back(range.high);
  }
  return trace;
}

Panel lift_panel(const std::vector<LiveSetting>& settings, const PaperLift& paper) {
  const LiftName name = {paper.arm, paper.over, paper.metric};
  const auto& first = settings.front().setting;
  Panel panel{.title = fmt::format("{}, {}", pair_title(settings.front(), name), paper.metric),
              .x = {.label = first.empty() ? "setting" : first.begin().key()},
              .y = {.label = "lift, % (simulated)"}};
  Trace live = reading_trace(settings, name, &LiftRecord::live, nth_style(1));
  live.label = "as a live test sees it";
  live.shape = Trace::Shape::kPoints;
  Trace truth = reading_trace(settings, name, &LiftRecord::truth, nth_style(5));
  truth.label = "truth";
  truth.range = Trace::Range::kBars;
  Trace line{.label = "paper", .style = {.colour = "#808080", .dash = "(10,6)", .point = 0}};
  for (const double x : truth.x) {
    line.x.push_back(x);
    line.y.push_back(100 * paper.lift);
  }
  if (truth.x.size() > 1) {
    const auto [low, high] = std::ranges::minmax(truth.x);
    const double room = 0.05 * (high - low);
    panel.x.low = low - room;
    panel.x.high = high + room;
    live.shift_x.assign(live.x.size(), 0.4 * room);  // beside the truth
  }
  panel.traces = {line, live, truth};
  return panel;
}

}  // namespace

Figure live_curves(const Result& result, const std::vector<LiveSetting>& settings) {
  Figure figure{.name = "table-4-curves",
                .description =
                    "Simulated live test: satisfaction against engagement of every arm as the "
                    "weight of satisfaction grows, as change over Single-Task by engagement alone, "
                    "with the oracle's, random, the frozen weight and the pairs of the paper's "
                    "Table 4",
                .columns = 2};
  for (const LiveSetting& setting : settings) add_live_setting(result, setting, figure);
  return figure;
}

Figure live_lifts_by_setting(const std::vector<LiveSetting>& settings) {
  Figure figure{.name = "table-4-by-setting",
                .description =
                    "Simulated live test: the lifts of Table 4's pairs against the "
                    "setting, by the truth and as a live test sees them",
                .columns = 2};
  for (const PaperLift& paper : paper_table_4()) {
    figure.panels.push_back(lift_panel(settings, paper));
  }
  return figure;
}

}  // namespace mmoe
