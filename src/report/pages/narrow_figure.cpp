// SPDX-License-Identifier: Apache-2.0
#include "report/pages/narrow_figure.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/figures/gnuplot_layout.h"
#include "report/pages/escape.h"

namespace mmoe {
namespace {

/// A part of the drawing, `place`, at (x, y) of the view.
std::string part(const Place& place, double x, double y, const std::string& id) {
  const double width = place.right - place.left;
  const double height = place.bottom - place.top;
  return fmt::format(
      "<svg x=\"{:.0f}\" y=\"{:.0f}\" width=\"{:.0f}\" height=\"{:.0f}\" viewBox=\"{:.0f} {:.0f} "
      "{:.0f} {:.0f}\"><use href=\"#{}\"/></svg>",
      x, y, width, height, place.left, place.top, width, height, id);
}

std::string view(double width, double height, const std::string& name, const std::string& parts) {
  const std::string title = name.empty()
                                ? "aria-hidden=\"true\""
                                : fmt::format("role=\"img\" aria-label=\"{}\"", html_escaped(name));
  return fmt::format(
      "<svg {} width=\"{:.0f}\" height=\"{:.0f}\" viewBox=\"0 0 {:.0f} {:.0f}\">{}</svg>\n", title,
      width, height, width, height, parts);
}

/// The bounds of the panels of a row or column: half way to the next axes would cut numbers, so
/// that each has what its own layout gave it.
struct PanelGrid {
  const FigureLayout& layout;
  std::size_t columns;

  const Place& axes(std::size_t panel) const { return layout.panels[panel].place; }
  double panel_top(std::size_t panel) const {
    double top = axes(panel).top;
    const std::size_t first = panel - panel % columns;
    const std::size_t last = std::min(first + columns, layout.panels.size());
    std::size_t lines = 0;
    for (std::size_t p = first; p < last; ++p)
      lines = std::max(lines, layout.panels[p].title.size());
    return top - kTitleLine * static_cast<double>(lines) - kAboveTitle;
  }
  /// The label of y stands left of the numbers.
  double panel_left(std::size_t panel) const {
    const double right_of_left = panel % columns == 0 ? 0 : axes(panel - 1).right + kGap;
    return right_of_left;
  }
  double panel_right(std::size_t panel) const {
    const bool is_last = panel % columns == columns - 1 || panel + 1 == layout.panels.size();
    return is_last ? std::min(layout.size.width, axes(panel).right + kOver)
                   : axes(panel).right + kGap;
  }

  static constexpr double kAboveTitle = 4;
  static constexpr double kGap = 22;                   // right of the axes, for half of a number
  static constexpr double kOver = 30;                  // the same at the drawing's edge
  static constexpr double kNumbers = 30, kLabel = 50;  // below the axes
};

/// The panel with what its neighbours say for it: names of rows or the label of y from the first of
/// its row, the label of x from the last of its column.
std::string panel_view(const Figure& figure, const PanelGrid& grid, std::size_t panel,
                       const std::string& id) {
  const PanelLayout& layout = grid.layout.panels[panel];
  const Place& axes = layout.place;
  const std::size_t first = panel - panel % grid.columns;
  const double top = grid.panel_top(panel);
  const double left = grid.panel_left(panel);
  const double right = grid.panel_right(panel);
  double x = 0;
  std::string parts;
  const double bottom = axes.bottom + PanelGrid::kNumbers;
  if (panel != first && (!layout.has_y_names || !layout.has_y_label)) {
    const PanelLayout& says = grid.layout.panels[first];
    const double edge = layout.has_y_names ? says.y_label + kTitleLine / 2 : says.place.left;
    parts += part({0, edge, top, bottom}, 0, 0, id);
    x = edge;
  }
  parts += part({left, right, top, bottom}, x, 0, id);
  double height = bottom - top;
  std::size_t below = panel;
  while (!grid.layout.panels[below].has_x_label && below + grid.columns < figure.panels.size()) {
    below += grid.columns;
  }
  if (grid.layout.panels[below].has_x_label) {
    const double line = grid.axes(below).bottom + PanelGrid::kNumbers;
    parts +=
        part({grid.panel_left(below), right, line, line + PanelGrid::kLabel - PanelGrid::kNumbers},
             x, height, id);
    height += PanelGrid::kLabel - PanelGrid::kNumbers;
  }
  return view(x + right - left, height, figure.panels[panel].title, parts);
}

std::string legend_view(const FigureLayout& layout, const std::string& id) {
  std::string text;
  for (std::size_t i = 0; i < layout.legend.entries.size(); ++i) {
    const Place place = entry_place(layout.legend, layout.size, i);
    text += view(place.right - place.left, place.bottom - place.top, "", part(place, 0, 0, id));
  }
  return text;
}

}  // namespace

std::string narrow_figure(const Figure& figure, const std::string& id) {
  if (figure.columns < 2) return "";
  const FigureLayout layout = lay_out(figure);
  const PanelGrid grid{layout, static_cast<std::size_t>(figure.columns)};
  std::string text = "<div class=\"narrow\">\n";
  for (std::size_t p = 0; p < figure.panels.size(); ++p) text += panel_view(figure, grid, p, id);
  return text + "<div class=\"legend\">\n" + legend_view(layout, id) + "</div>\n</div>\n";
}

std::string view_of_figure(const Figure& figure, const std::string& id) {
  const Size size = lay_out(figure).size;
  return view(size.width, size.height, figure.description, fmt::format("<use href=\"#{}\"/>", id));
}

}  // namespace mmoe
