// SPDX-License-Identifier: Apache-2.0
#include "report/exhibits/model_rows.h"

#include "report/figures/style.h"
#include "results/labels.h"
#include "results/runs.h"

namespace mmoe {
namespace {

double row_of(const std::vector<std::string>& models, std::size_t m) {
  return static_cast<double>(models.size() - m);
}

Trace trace_of(const Result& result, std::size_t m, Trace::Shape shape) {
  const auto models = models_of(result);
  return {.label = model_title(models[m]),
          .in_legend = false,
          .shape = shape,
          .style = model_style(result, models[m]),
          .y = {row_of(models, m)}};
}

}  // namespace

Panel model_rows(const std::string& title, const std::string& x_label, const Result& result) {
  const auto models = models_of(result);
  Panel panel{.title = title,
              .x = {.label = x_label},
              .y = {.low = 0.5, .high = static_cast<double>(models.size()) + 0.5}};
  for (std::size_t m = 0; m < models.size(); ++m) {
    panel.y.tics.emplace_back(row_of(models, m), model_title(models[m]));
  }
  return panel;
}

void add_dot(Panel& panel, const Result& result, std::size_t m, std::optional<double> value,
             std::optional<Interval> bar) {
  if (!value) return;
  const Interval range = bar.value_or(Interval{*value, *value});
  Trace trace = trace_of(result, m, Trace::Shape::kDots);
  trace.x = {*value};
  trace.low = {range.low};
  trace.high = {range.high};
  panel.traces.push_back(trace);
}

void add_strip(Panel& panel, const Result& result, std::size_t m,
               const std::vector<double>& values) {
  Trace trace = trace_of(result, m, Trace::Shape::kStrip);
  trace.x = values;
  trace.width = 0.6;
  panel.traces.push_back(trace);
}

}  // namespace mmoe
