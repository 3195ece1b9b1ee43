// SPDX-License-Identifier: Apache-2.0
#include "claims/paper_view.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>

#include "base/paper_values.h"
#include "claims/comparison.h"

namespace mmoe {
namespace {

/// Values of a cell: of the main task, and of the auxiliary one.
using PaperValues = std::optional<std::pair<double, double>>;

struct PaperSource {
  const char* name;
  const char* data;
  const char* metric;
  std::function<PaperValues(const CellName&)> value;
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

const std::vector<PaperSource>& paper_sources() {
  static const std::vector<PaperSource> all = {{"means", "census-income", "auc", of_table_means},
                                               {"best run", "census-income", "auc", of_table_best},
                                               {"figure", "synthetic", "mse", of_figures}};
  return all;
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

}  // namespace

std::vector<PaperView> paper_views(const Claim& claim) {
  const Comparison& comparison = find_comparison(claim.comparison);
  std::vector<PaperView> views;
  if (!comparison.is_of_averages) return views;
  for (const PaperSource& source : paper_sources()) {
    if (claim.data != source.data) continue;
    const auto result = as_result(claim, source);
    if (!result) continue;
    const auto parts = comparison.compare(claim, *result);
    views.push_back({source.name, std::ranges::all_of(parts, [](const Part& part) {
                       return part.holds.value_or(false);
                     })});
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
