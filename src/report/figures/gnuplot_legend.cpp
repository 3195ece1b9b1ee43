// SPDX-License-Identifier: Apache-2.0
#include "report/figures/gnuplot_legend.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace mmoe {
namespace {

constexpr double kLine = 20;      // height of a line
constexpr double kSample = 34;    // length of a line's sample
constexpr double kSampleGap = 6;  // between a sample and its text
constexpr double kBetween = 14;

std::string marker(double x, double y, const Style& style, int point, double size) {
  return fmt::format("set label '' at {},{} point pt {} ps {} lc rgb '{}' lw 1.5 front\n", x, y,
                     point, size, style.colour);
}

/// A plot of its own: of arrows of one colour gnuplot's SVG makes one path, with the first's
/// dashes.
std::string line_clause(const Style& style, double x, double y) {
  return fmt::format(
      "'+' using ({}):({}):({}):(0) every ::0::0 with vectors nohead lc rgb '{}' dt {} lw 2 "
      "notitle",
      x, y, kSample, style.colour, style.dash);
}

/// The marker of a trace in the middle of its sample, which is from x to x + kSample.
std::string sample_marker(const Trace& trace, double x, double y) {
  const double middle = x + kSample / 2;
  switch (trace.shape) {
    case Trace::Shape::kLine:
      if (trace.style.point == 0) return "";
      return marker(middle, y, trace.style, trace.style.point, 0.7);
    case Trace::Shape::kPoints:
    case Trace::Shape::kDots:
      return marker(middle, y, trace.style, trace.style.point, 0.9);
    case Trace::Shape::kBars:
    case Trace::Shape::kStrip:
      return marker(middle, y, trace.style, 5, 1.4);
  }
  return "";
}

double width_of(const Trace& entry) {
  return kSample + kSampleGap + text_width(entry.label) + kBetween;
}

/// Widths of `columns` columns that are filled row by row.
std::vector<double> column_widths(const std::vector<Trace>& entries, std::size_t columns) {
  std::vector<double> widths(columns, 0);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    widths[i % columns] = std::max(widths[i % columns], width_of(entries[i]));
  }
  return widths;
}

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

}  // namespace

double Legend::height() const {
  if (entries.empty()) return 0;
  const std::size_t rows = (entries.size() + widths.size() - 1) / widths.size();
  return kLine * static_cast<double>(rows) + 4;
}

Legend legend_of(const Figure& figure, double width) {
  Legend legend;
  for (const Panel& panel : figure.panels) {
    for (const Trace& trace : panel.traces) {
      const bool known = std::any_of(legend.entries.begin(), legend.entries.end(),
                                     [&](const Trace& t) { return t.label == trace.label; });
      if (trace.in_legend && !known) legend.entries.push_back(trace);
    }
  }
  if (legend.entries.empty()) return legend;
  std::size_t columns = legend.entries.size();
  while (columns > 1 && sum(column_widths(legend.entries, columns)) > width) --columns;
  // As few columns as that many rows need: no last row with one lost entry.
  const std::size_t rows = (legend.entries.size() + columns - 1) / columns;
  legend.widths = column_widths(legend.entries, (legend.entries.size() + rows - 1) / rows);
  if (sum(legend.widths) > width) legend.widths = column_widths(legend.entries, columns);
  return legend;
}

Place entry_place(const Legend& legend, const Size& size, std::size_t i) {
  const std::size_t columns = legend.widths.size();
  const std::size_t column = i % columns;
  const std::size_t row = i / columns;
  const double left = std::max(0.0, (size.width - sum(legend.widths) + kBetween) / 2);
  const double x = std::accumulate(
      legend.widths.begin(), legend.widths.begin() + static_cast<std::ptrdiff_t>(column), left);
  const double top = size.height - legend.height() + kLine * static_cast<double>(row);
  return {x, x + legend.widths[column], top, top + kLine};
}

std::string legend_commands(const Legend& legend, const Size& size) {
  const double height = legend.height();
  std::string text = margin_commands({0, size.width, size.height - height, size.height}, size);
  text += fmt::format(
      "unset label\nunset logscale\nunset border\nunset tics\nunset xlabel\nunset grid\n"
      "set xrange [0:{}]\nset yrange [{}:0]\n",
      size.width, height);
  std::string plots = "plot NaN notitle";
  for (std::size_t i = 0; i < legend.entries.size(); ++i) {
    const Trace& entry = legend.entries[i];
    const Place place = entry_place(legend, size, i);
    const double x = place.left;
    const double y = place.top - (size.height - height) + kLine / 2;
    if (entry.shape == Trace::Shape::kLine) plots += ", \\\n  " + line_clause(entry.style, x, y);
    text += sample_marker(entry, x, y);
    text += fmt::format("set label {} at {},{} left noenhanced\n", gnuplot_quoted(entry.label),
                        x + kSample + kSampleGap, y);
  }
  return text + plots + "\n";
}

}  // namespace mmoe
