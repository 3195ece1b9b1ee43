// SPDX-License-Identifier: Apache-2.0
#include "report/exhibits/by_pearson.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

#include "report/figures/style.h"
#include "report/tables/median_number.h"
#include "results/labels.h"
#include "results/runs.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

void add_point(Trace& trace, double x, const Summary& estimate) {
  const auto bar = interval_or_range(estimate);
  if (!bar) return;
  trace.x.push_back(x);
  trace.y.push_back(*estimate.median);
  trace.low.push_back(bar->low);
  trace.high.push_back(bar->high);
}

double size_of_pearson(const Result& result, const ordered_json& setting) {
  return std::abs(pearson_of(result, setting).value_or(0));
}

}  // namespace

std::vector<ordered_json> by_pearson(const Result& result) {
  std::vector<ordered_json> settings;
  for (const ordered_json& s : settings_of(result)) {
    if (pearson_of(result, s)) settings.push_back(s);
  }
  std::stable_sort(settings.begin(), settings.end(), [&](const auto& a, const auto& b) {
    return size_of_pearson(result, a) < size_of_pearson(result, b);
  });
  return settings;
}

bool has_correlations(const Result& result) {
  std::set<double> values;
  for (const ordered_json& setting : by_pearson(result)) {
    values.insert(size_of_pearson(result, setting));
  }
  return values.size() > 1;
}

ByPearson draw_by_pearson(const Result& result, const std::vector<std::string>& models,
                          const std::function<Summary(const ResultCell&)>& estimate) {
  Panel panel{.title = "", .x = {.label = "|Pearson correlation| of the labels"}, .y = {}};
  Table table{.columns = {{"setting", false}, {"Pearson", true}}, .heads = kFirstModel};
  for (std::size_t m = 0; m < models.size(); ++m) {
    table.columns.push_back({model_title(models[m]), true});
    panel.traces.push_back(
        {.label = model_title(models[m]), .style = model_style(result, models[m])});
  }
  for (const ordered_json& setting : by_pearson(result)) {
    const std::optional<double> pearson = pearson_of(result, setting);
    std::vector<TableCell> row = {setting_title(setting), Number{.value = pearson, .decimals = 3}};
    for (std::size_t m = 0; m < models.size(); ++m) {
      const ResultCell* cell = find_cell(result, models[m], setting);
      const Summary e = cell == nullptr ? Summary{} : estimate(*cell);
      add_point(panel.traces[m], size_of_pearson(result, setting), e);
      row.emplace_back(median_number(e));
    }
    table.rows.push_back(row);
  }
  return {.figure = {.panels = {panel}}, .table = table};
}

std::string task_of(const Result& result, const ordered_json& setting, const std::string& metric) {
  const auto tasks = tasks_of(result, setting, metric);
  return metric == "mse" || tasks.empty() ? "" : tasks[0];
}

Figure panel_per_model(Figure figure) {
  Panel all = figure.panels[0];
  double last = 0;
  for (const Trace& trace : all.traces) {
    for (const double x : trace.x) last = std::max(last, x);
  }
  all.x.low = 0;
  all.x.high = 1.05 * last;
  figure.panels.clear();
  for (const Trace& trace : all.traces) {
    Panel panel{.title = trace.label, .x = all.x, .y = all.y, .traces = {trace}};
    panel.traces[0].in_legend = false;
    figure.panels.push_back(panel);
  }
  figure.columns = 3;
  return figure;
}

void dodge(Panel& panel) {
  constexpr double kMarker = 0.03;  // about its width, of the span
  constexpr double kMargin = 0.03;
  std::set<double> places;
  for (const Trace& trace : panel.traces) places.insert(trace.x.begin(), trace.x.end());
  if (places.empty()) return;
  const double span = places.size() > 1 ? *places.rbegin() - *places.begin() : 1;
  double gap = span;
  for (auto next = std::next(places.begin()); next != places.end(); ++next) {
    gap = std::min(gap, *next - *std::prev(next));
  }
  const auto count = static_cast<double>(panel.traces.size());
  const double step = std::min(kMarker * span, 0.8 * gap / count);
  const double first = -step * (count - 1) / 2;
  for (std::size_t t = 0; t < panel.traces.size(); ++t) {
    Trace& trace = panel.traces[t];
    trace.shift_x.assign(trace.x.size(), first + step * static_cast<double>(t));
  }
  panel.x.low = *places.begin() + first - kMargin * span;
  panel.x.high = *places.rbegin() - first + kMargin * span;
}

void focus(Axis& y, const std::vector<Trace>& traces, std::optional<double> also) {
  std::vector<double> middles;
  std::vector<double> ends;
  for (const Trace& trace : traces) {
    middles.insert(middles.end(), trace.y.begin(), trace.y.end());
    ends.insert(ends.end(), trace.low.begin(), trace.low.end());
    ends.insert(ends.end(), trace.high.begin(), trace.high.end());
  }
  if (also) middles.push_back(*also);
  if (middles.empty()) return;
  const auto [least, most] = std::minmax_element(middles.begin(), middles.end());
  const double span = *most - *least;
  const double room = 0.05 * span;
  if (span == 0) return;
  ends.insert(ends.end(), middles.begin(), middles.end());
  const auto [lowest, highest] = std::minmax_element(ends.begin(), ends.end());
  if (!y.low) y.low = std::max(*lowest, *least - span) - room;
  if (!y.high) y.high = std::min(*highest, *most + span) + room;
}

}  // namespace mmoe
