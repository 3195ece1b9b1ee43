// SPDX-License-Identifier: Apache-2.0
#include "report/figures/gnuplot_layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

namespace mmoe {
namespace {

constexpr double kColumnWidth = 400;  // of a panel alone
constexpr double kInnerWidth = 226;   // of the axes of one among others
constexpr double kInnerHeight = 198, kLowHeight = 118;
constexpr std::size_t kHighRows = 3;            // from more on, panels are low
constexpr double kTop = 14, kRight = 22;        // of a panel without a title
constexpr double kXLabel = 50, kXNumbers = 30;  // below the axes, with a label and without
constexpr double kYLabel = 22, kTic = 18, kEdge = 8;
constexpr double kLineOfNames = 24;  // the least height of a named row

/// Coordinates that an axis must hold.
std::vector<double> values_along(char axis, const Panel& panel) {
  std::vector<double> values;
  const auto add = [&](const std::vector<double>& more) {
    values.insert(values.end(), more.begin(), more.end());
  };
  for (const Trace& t : panel.traces) {
    add(axis == 'x' ? t.drawn_x() : t.drawn_y());
    const char range_axis = t.shape == Trace::Shape::kDots ? 'x' : 'y';
    if (axis == range_axis) add(t.low), add(t.high);
  }
  return values;
}

bool same_names(const Axis& a, const Axis& b) { return !a.tics.empty() && a.tics == b.tics; }

/// The widest number, or name, at an axis.
double tic_width(const Axis& axis, const AxisRange& range) {
  double widest = 0;
  for (const auto& [at, name] : axis.tics) widest = std::max(widest, text_width(name));
  if (!axis.tics.empty()) return widest;
  const double first = std::ceil(range.low / range.step - 1e-9);
  for (double i = first; i * range.step <= range.high * (1 + 1e-9); ++i) {
    widest = std::max(widest, text_width(fmt::format("{:.6g}", i * range.step)));
  }
  return widest;
}

/// Returns the most tics whose numbers have room.
AxisRange x_range(const Panel& panel, double width) {
  const std::vector<double> values = values_along('x', panel);
  AxisRange range{};
  for (int tics = 6; tics >= 1; --tics) {
    range = axis_range(panel.x, values, tics);
    const double count = (range.high - range.low) / range.step + 1;
    if (count * (tic_width(panel.x, range) + kTic) <= width + kTic + kRight) break;
  }
  return range;
}

double inner_height(const Figure& figure, std::size_t rows) {
  std::size_t names = 0;
  for (const Panel& panel : figure.panels) names = std::max(names, panel.y.tics.size());
  const double least = rows > kHighRows ? kLowHeight : kInnerHeight;
  return std::max(least, kLineOfNames * static_cast<double>(names));
}

/// A column has the labels of x below its last panel only, where all its panels have the same, and
/// no labels and names of y where all its panels have those of their neighbours at the left: a
/// column with some of them keeps their room.
void drop_labels(const Figure& figure, std::size_t columns, std::size_t column,
                 std::vector<PanelLayout>& panels) {
  bool same_x = true;
  bool same_y = column > 0;
  bool same_y_names = column > 0;
  for (std::size_t p = column; p < panels.size(); p += columns) {
    const Panel& panel = figure.panels[p];
    same_x = same_x && panel.x.label == figure.panels[column].x.label;
    if (column == 0) continue;
    const Panel& left = figure.panels[p - 1];
    same_y = same_y && panel.y.label == left.y.label;
    same_y_names = same_y_names && same_names(panel.y, left.y);
  }
  for (std::size_t p = column; p < panels.size(); p += columns) {
    panels[p].has_x_label = !same_x || p + columns >= panels.size();
    panels[p].has_y_label = !same_y;
    panels[p].has_y_names = !same_y_names;
  }
}

/// What a panel shows of its labels, and the ranges of y.
std::vector<PanelLayout> first_pass(const Figure& figure, std::size_t columns, double height) {
  std::vector<PanelLayout> panels(figure.panels.size());
  const int tics = height < kInnerHeight ? 4 : 6;
  for (std::size_t p = 0; p < panels.size(); ++p) {
    const Panel& panel = figure.panels[p];
    panels[p].y = axis_range(panel.y, values_along('y', panel), tics);
  }
  for (std::size_t column = 0; column < columns; ++column) {
    drop_labels(figure, columns, column, panels);
  }
  return panels;
}

double left_margin(const Panel& panel, const PanelLayout& layout) {
  const bool bare = !panel.y.tics.empty() && !layout.has_y_names;
  const double label = layout.has_y_label && !panel.y.label.empty() ? kYLabel : 0;
  return kEdge + label + kTic + (bare ? 0 : tic_width(panel.y, layout.y));
}

/// Room above a row of panels: for the title that has most lines.
double above(std::span<const PanelLayout> row) {
  std::size_t lines = 0;
  for (const PanelLayout& panel : row) lines = std::max(lines, panel.title.size());
  return kTop + kTitleLine * static_cast<double>(lines);
}

}  // namespace

FigureLayout lay_out(const Figure& figure) {
  const auto columns = static_cast<std::size_t>(figure.columns);
  const std::size_t rows = (figure.panels.size() + columns - 1) / columns;
  const double height = inner_height(figure, rows);
  const bool is_alone = columns == 1;
  FigureLayout layout;
  layout.panels = first_pass(figure, columns, height);
  std::vector<double> lefts(columns, 0);
  std::vector<double> bottoms(rows, kXNumbers);
  for (std::size_t p = 0; p < layout.panels.size(); ++p) {
    double& left = lefts[p % columns];
    left = std::max(left, left_margin(figure.panels[p], layout.panels[p]));
    if (layout.panels[p].has_x_label) bottoms[p / columns] = kXLabel;
  }
  const double width = is_alone ? kColumnWidth - lefts[0] - kRight : kInnerWidth;
  double top = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    const std::size_t first = row * columns;
    const auto panels =
        std::span(layout.panels).subspan(first, std::min(columns, layout.panels.size() - first));
    for (std::size_t column = 0; column < panels.size(); ++column) {
      panels[column].title = wrapped(figure.panels[first + column].title, width + kRight);
    }
    top += above(panels);
    double x = 0;
    for (std::size_t column = 0; column < panels.size(); ++column) {
      const Panel& panel = figure.panels[first + column];
      PanelLayout& placed = panels[column];
      x += lefts[column];
      placed.place = {x, x + width, top, top + height};
      placed.x = x_range(panel, width);
      placed.y_label = x - left_margin(panel, placed) + kEdge + kYLabel / 2;
      x += width + kRight;
      // Half of the last number may stand beyond the axis.
      const double end = placed.place.right + tic_width(panel.x, placed.x) / 2 + kEdge;
      layout.size.width = std::max({layout.size.width, x, end});
    }
    top += height + bottoms[row];
  }
  layout.legend = legend_of(figure, layout.size.width);
  layout.size.height = top + layout.legend.height();
  return layout;
}

}  // namespace mmoe
