// SPDX-License-Identifier: Apache-2.0
#include "report/pages/narrow_figure.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "report/figures/gnuplot_layout.h"
#include "report/pages/escape.h"

namespace mmoe {
namespace {

/// A part of the drawing, and where the view has it.
struct Part {
  Place place;
  double x = 0;
  double y = 0;
};

std::string size_and_view_box(const Place& place) {
  const double width = place.right - place.left;
  const double height = place.bottom - place.top;
  return fmt::format("width=\"{:.0f}\" height=\"{:.0f}\" viewBox=\"{:.0f} {:.0f} {:.0f} {:.0f}\"",
                     width, height, place.left, place.top, width, height);
}

/// The bounds of all parts.
Place whole(const std::vector<Part>& parts) {
  Place place{};
  for (const Part& part : parts) {
    place.right = std::max(place.right, part.x + part.place.right - part.place.left);
    place.bottom = std::max(place.bottom, part.y + part.place.bottom - part.place.top);
  }
  return place;
}

/// Parts of the drawing `id`; a part alone is the view. Parts of a legend, which is hidden from
/// screen readers, have no name.
std::string view(const std::string& name, const std::vector<Part>& parts, const std::string& id) {
  const std::string title =
      name.empty() ? "" : fmt::format("role=\"img\" aria-label=\"{}\" ", html_escaped(name));
  const std::string drawing = fmt::format("<use href=\"#{}\"/>", id);
  if (parts.size() == 1) {
    return fmt::format("<svg {}{}>{}</svg>\n", title, size_and_view_box(parts[0].place), drawing);
  }
  std::string text = fmt::format("<svg {}{}>", title, size_and_view_box(whole(parts)));
  for (const Part& part : parts) {
    text += "<svg ";
    if (part.x > 0) text += fmt::format("x=\"{:.0f}\" ", part.x);
    if (part.y > 0) text += fmt::format("y=\"{:.0f}\" ", part.y);
    text += size_and_view_box(part.place) + ">" + drawing + "</svg>";
  }
  return text + "</svg>\n";
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
  std::vector<Part> parts;
  const double bottom = axes.bottom + PanelGrid::kNumbers;
  if (panel != first && (!layout.has_y_names || !layout.has_y_label)) {
    const PanelLayout& says = grid.layout.panels[first];
    // Names end before the other panel's axes, whose first number would be cut.
    const bool takes_names = !layout.has_y_names;
    const double edge = takes_names ? says.place.left - 1 : says.y_label + kTitleLine / 2;
    parts.push_back({.place = {0, edge, top, takes_names ? axes.bottom : bottom}});
    x = edge;
  }
  parts.push_back({.place = {left, right, top, bottom}, .x = x});
  std::size_t below = panel;
  while (!grid.layout.panels[below].has_x_label && below + grid.columns < figure.panels.size()) {
    below += grid.columns;
  }
  if (grid.layout.panels[below].has_x_label) {
    const double line = grid.axes(below).bottom + PanelGrid::kNumbers;
    const double end = line + PanelGrid::kLabel - PanelGrid::kNumbers;
    parts.push_back(
        {.place = {grid.panel_left(below), right, line, end}, .x = x, .y = bottom - top});
  }
  const Panel& shown = figure.panels[panel];
  return view(shown.title.empty() ? shown.x.label : shown.title, parts, id);
}

std::string legend_view(const FigureLayout& layout, const std::string& id) {
  std::string text;
  for (std::size_t i = 0; i < layout.legend.entries.size(); ++i) {
    const Place place = entry_place(layout.legend, layout.size, i);
    text += view("", {{.place = place}}, id);
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
  return text + "<div class=\"legend\" aria-hidden=\"true\">\n" + legend_view(layout, id) +
         "</div>\n</div>\n";
}

std::string view_of_figure(const Figure& figure, const std::string& id) {
  const Size size = lay_out(figure).size;
  return view(figure.description, {{.place = {0, size.width, 0, size.height}}}, id);
}

}  // namespace mmoe
