// SPDX-License-Identifier: Apache-2.0
// What the two exhibits by correlation of the labels share: a line a model, a point a setting.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "report/figures/figure.h"
#include "report/tables/table.h"
#include "results/result_reader.h"
#include "statistics/interval.h"

namespace mmoe {

/// A mean with its interval, over the runs of one cell.
struct Estimate {
  std::optional<double> mean;
  std::optional<Interval> ci95;
};

/// A panel with a trace for each model; a table with a row for each setting and a column, from
/// kFirstModel on, for each model.
struct ByPearson {
  Figure figure;
  Table table;
};
inline constexpr std::size_t kFirstModel = 2;

/// Settings that have a correlation, by its size. Of the pair of labels: its sign says nothing of
/// how much there is to share.
std::vector<nlohmann::ordered_json> by_pearson(const Result& result);

/// Returns whether settings differ in it.
bool has_correlations(const Result& result);

ByPearson draw_by_pearson(const Result& result, const std::vector<std::string>& models,
                          const std::function<Estimate(const ResultCell&)>& estimate);

/// Settings of one kind of tasks can be averaged over tasks (""); where tasks differ the main one
/// counts.
std::string task_of(const Result& result, const nlohmann::ordered_json& setting,
                    const std::string& metric);

/// Draws the points of one setting side by side, so that their bars keep apart but not from those
/// of the next setting. The axis gets room for them.
void dodge(Panel& panel);

/// An axis for all means, with as much room again on both sides as they span: the bars of few runs
/// are so long that nothing else would be seen, and are cut. `also` is on the axis too.
void focus(Axis& y, const std::vector<Trace>& traces, std::optional<double> also = {});

}  // namespace mmoe
