// SPDX-License-Identifier: Apache-2.0
#include "claims/paper_view.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "base/paper_values.h"
#include "claims/comparison.h"
#include "claims/live_lifts.h"
#include "statistics/distributions.h"

namespace mmoe {
namespace {

/// Values of a cell: of the main task, and of the auxiliary one.
using PaperValues = std::optional<std::pair<double, double>>;

struct PaperSource {
  const char* name;
  const char* data;
  const char* metric;
  std::function<PaperValues(const CellName&)> value;
  bool is_of_gates = false;
};

PaperValues last_loss(const std::vector<PaperPoint>& points) {
  if (points.empty()) return {};
  return {{points.back().loss, points.back().loss}};
}

PaperValues of_figures(const CellName& cell) {
  return last_loss(cell.model == kFigure3Model ? paper_figure_3(cell.at)
                                               : paper_figure_4(cell.model, cell.at));
}

PaperValues of_table_means(const CellName& cell) {
  const auto auc = paper_auc(static_cast<int>(cell.at), cell.model);
  if (!auc) return {};
  return {{auc->main_mean, auc->auxiliary_mean}};
}

PaperValues of_table_best(const CellName& cell) {
  const auto auc = paper_auc(static_cast<int>(cell.at), cell.model);
  if (!auc) return {};
  return {{auc->main_best, auc->auxiliary_best}};
}

/// After all steps. The paper has no values of satisfaction: claims are about engagement.
PaperValues of_table_3(const CellName& cell, std::array<double, 3> PaperTable3::*metric) {
  const auto row = paper_table_3(cell.model);
  if (!row) return {};
  return {{((*row).*metric).back(), std::numeric_limits<double>::quiet_NaN()}};
}

PaperValues of_table_3_auc(const CellName& cell) { return of_table_3(cell, &PaperTable3::auc); }
PaperValues of_table_3_r2(const CellName& cell) {
  return of_table_3(cell, &PaperTable3::r_squared);
}

const std::vector<PaperSource>& paper_sources() {
  static const std::vector<PaperSource> all = {
      {"means", "census-income", "auc", of_table_means},
      {"best run", "census-income", "auc", of_table_best},
      {"figure", "synthetic", "mse", of_figures},
      {"6M steps", "recommendation", "auc", of_table_3_auc},
      {"6M steps", "recommendation", "r2", of_table_3_r2},
      {"figure", "recommendation", "auc", of_table_3_auc, true}};
  return all;
}

/// Table 4 as the one run of a live test, whose p is the level that the paper gives.
LiveRecord of_table_4(const Claim& claim, double at) {
  LiveDrawRecord draw;
  draw.setting = {{claim.setting, at}};
  for (const PaperLift& paper : paper_table_4()) {
    const double error = std::abs(paper.lift) / normal_quantile((1 + paper.level) / 2);
    const double half = error * normal_quantile((1 + kConfidence) / 2);
    LiftReadingRecord reading;
    reading.lift = paper.lift;
    reading.ci95 = Interval{paper.lift - half, paper.lift + half};
    reading.p = 1 - paper.level;
    draw.lifts.push_back({paper.arm, paper.over, paper.metric, reading, reading, reading});
  }
  LiveRecord live;
  live.draws.push_back(draw);
  return live;
}

/// The claim's metric; without one the headline metric of its data.
std::string metric_for(const Claim& claim) {
  if (!claim.metric.empty()) return claim.metric;
  return claim.data == "synthetic" ? "mse" : "auc";
}

/// The paper's numbers as a result of one run; empty where a cell has none.
std::optional<Result> as_result(const Claim& claim, const PaperSource& source) {
  Result result;
  result.path = "the paper";
  result.experiment = {{"name", "paper"}, {"data", {{"set", claim.data}}}};
  std::vector<CellName> names = claim.cells;
  names.insert(names.end(), claim.than.begin(), claim.than.end());
  for (const CellName& name : names) {
    const PaperValues values = source.value(name);
    if (!values) return {};
    TrialRecord trial;
    trial.model = name.model;
    trial.setting = {{claim.setting, name.at}};
    if (source.is_of_gates) trial.gates = paper_figure_6();
    trial.metrics = {{"main", source.metric, "test", values->first},
                     {"auxiliary", source.metric, "test", values->second}};
    result.trials.push_back(trial);
    result.cells.push_back(
        {.model = trial.model,
         .setting = trial.setting,
         .metrics = {{"main", source.metric, "test"}, {"auxiliary", source.metric, "test"}}});
  }
  return result;
}

bool all_hold_in(const std::vector<Part>& parts) {
  return std::ranges::all_of(parts, [](const Part& part) { return part.holds.value_or(false); });
}

}  // namespace

std::vector<PaperView> paper_views(const Claim& claim) {
  const Comparison& comparison = find_comparison(claim.comparison);
  std::vector<PaperView> views;
  if (!comparison.is_of_averages) return views;
  if (comparison.is_of_live) {
    Result table;
    table.path = "the paper";
    table.live = of_table_4(claim, claim.cells[0].at);
    if (!claimed_lifts(claim, table).empty()) {
      views.push_back({"table", all_hold_in(comparison.compare(claim, table))});
    }
    return views;
  }
  for (const PaperSource& source : paper_sources()) {
    if (claim.data != source.data || comparison.is_of_gates != source.is_of_gates) continue;
    if (source.metric != metric_for(claim)) continue;
    const auto result = as_result(claim, source);
    if (!result) continue;
    views.push_back({source.name, all_hold_in(comparison.compare(claim, *result))});
  }
  return views;
}

std::string paper_text(const Claim& claim) {
  std::vector<std::string> views;
  for (const PaperView& view : paper_views(claim)) {
    views.push_back(fmt::format("{}: {}", view.source, view.holds));
  }
  if (views.empty()) return claim.support;
  const std::string said = fmt::format("{}", fmt::join(views, ", "));
  return claim.support.empty() ? said : fmt::format("{} ({})", claim.support, said);
}

}  // namespace mmoe
