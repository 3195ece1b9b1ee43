// SPDX-License-Identifier: Apache-2.0
// Code shared by the two exhibits by correlation of the labels: one line per model, one point per
// setting.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "report/figures/figure.h"
#include "report/tables/table.h"
#include "results/result_reader.h"
#include "statistics/summary.h"

namespace mmoe {

/// A panel with a trace for each model; a table with a row for each setting and a column, from
/// kFirstModel on, for each model.
struct ByPearson {
  Figure figure;
  Table table;
};
inline constexpr std::size_t kFirstModel = 2;

/// Returns the settings that have a label correlation, in order of its absolute value: its sign
/// does not affect how much there is to share.
std::vector<nlohmann::ordered_json> by_pearson(const Result& result);

/// Returns whether settings differ in it.
bool has_correlations(const Result& result);

/// `estimate`: of the runs of one cell; its median is drawn, with its interval or the range of too
/// few runs.
ByPearson draw_by_pearson(const Result& result, const std::vector<std::string>& models,
                          const std::function<Summary(const ResultCell&)>& estimate);

/// Returns "" (the mean over tasks) if all tasks are of one kind, else the main task.
std::string task_of(const Result& result, const nlohmann::ordered_json& setting,
                    const std::string& metric);

/// Gives each trace of the figure's one panel a panel of its own, on the same axes, x from 0.
Figure panel_per_model(Figure figure);

/// Draws the points of one setting side by side, so that their bars do not overlap, and extends the
/// axis.
void dodge(Panel& panel);

/// Sets an axis for all medians, with as much room on both sides as they span: bars of few runs are
/// so long that they would hide everything else, and are clipped. `also` is on the axis too.
void focus(Axis& y, const std::vector<Trace>& traces, std::optional<double> also = {});

}  // namespace mmoe
