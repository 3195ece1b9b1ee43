// SPDX-License-Identifier: Apache-2.0
#include "report/exhibits/paper_curves.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "report/figures/style.h"
#include "report/tables/median_number.h"

namespace mmoe {
namespace {

/// The largest loss of each line after the start, which would flatten all that matters.
std::vector<double> peaks_of(const std::vector<Panel>& panels) {
  std::vector<double> peaks;
  for (const Panel& panel : panels) {
    for (const Trace& trace : panel.traces) {
      double peak = 0;
      for (std::size_t i = 0; i < trace.x.size(); ++i) {
        if (trace.x[i] > 0) peak = std::max(peak, trace.y[i]);
      }
      if (peak > 0) peaks.push_back(peak);
    }
  }
  std::sort(peaks.begin(), peaks.end());
  return peaks;
}

/// A model that fails would flatten all others: it leaves the picture, as high as the rest.
double top_of(const std::vector<Panel>& panels) {
  constexpr double kFails = 4;  // times the middle line
  const std::vector<double> peaks = peaks_of(panels);
  if (peaks.empty()) return 0;
  const double most = kFails * peaks[peaks.size() / 2];
  return 1.1 * *std::prev(std::upper_bound(peaks.begin(), peaks.end(), most));
}

/// The least loss, with room below it.
double bottom_of(const std::vector<Panel>& panels) {
  double least = INFINITY;
  for (const Panel& panel : panels) {
    for (const Trace& trace : panel.traces) {
      for (const double loss : trace.y) least = std::min(least, loss);
    }
  }
  return 0.95 * least;
}

}  // namespace

Trace paper_trace(const std::vector<PaperPoint>& points, const std::string& label, Style style) {
  Trace trace{.label = label + ", paper",
              .in_legend = false,
              .shape = Trace::Shape::kPoints,
              .style = of_paper(style)};
  for (const PaperPoint& point : points) {
    trace.x.push_back(point.step / kThousand);
    trace.y.push_back(point.loss);
  }
  return trace;
}

void explain_hollow_marks(Figure& figure) {
  for (const Panel& panel : figure.panels) {
    for (const Trace& trace : panel.traces) {
      if (trace.in_legend) continue;
      figure.panels[0].traces.push_back({.label = "hollow: paper",
                                         .shape = Trace::Shape::kPoints,
                                         .style = {.colour = "#808080", .point = 6}});
      return;
    }
  }
}

Table paper_curve_table(const std::string& name, const std::string& figure, const Result& result) {
  return {
      .name = name,
      .caption = fmt::format("Held-out mean loss beside the paper's {}, over {}, beside their {}; "
                             "difference: our mean less the paper's",
                             figure, counted_runs(result), kMedianWords),
      .columns = {{"setting", false},
                  {"model", false},
                  {"step", true},
                  {"median", true},
                  {"mean", true},
                  {"paper", true},
                  {"difference", true}},
      .heads = 2};
}

void add_paper_rows(Table& table, const CurveName& name, const MeanCurve& curve,
                    const std::vector<PaperPoint>& paper) {
  for (const PaperPoint& point : paper) {
    const Summary* ours = curve.at(point.step);
    Number middle;
    Number mean;
    Number difference{.value = {}, .decimals = 3, .signed_ = true};
    if (ours != nullptr && ours->mean) {
      middle = median_number(*ours);
      mean.value = ours->mean;
      difference.value = *ours->mean - point.loss;
    }
    table.rows.push_back({name.setting, name.model, Number{.value = point.step, .decimals = 0},
                          middle, mean, Number{.value = point.loss, .decimals = 3}, difference});
  }
}

void share_axes(std::vector<Panel>& panels) {
  double last = 0;
  for (const Panel& panel : panels) {
    for (const Trace& trace : panel.traces) {
      for (const double step : trace.x) last = std::max(last, step);
    }
  }
  const double top = top_of(panels);
  for (Panel& panel : panels) {
    panel.y.high = top;
    if (last > 0) panel.x.high = last;
  }
}

void fit_height(std::vector<Panel>& panels) {
  for (Panel& panel : panels) {
    panel.y.low = bottom_of({panel});
    panel.y.high = top_of({panel});
  }
}

}  // namespace mmoe
