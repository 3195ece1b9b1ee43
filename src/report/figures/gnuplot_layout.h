// SPDX-License-Identifier: Apache-2.0
// The layout of a figure: panels on a grid, room for the labels that they have, the
// legend below. In pixels of the SVG, where 96 are an inch: a panel alone is as wide as a column of
// a paper, and its text about 8 points there.
#pragma once

#include <vector>

#include "report/figures/axis_range.h"
#include "report/figures/figure.h"
#include "report/figures/gnuplot_legend.h"
#include "report/figures/gnuplot_place.h"

namespace mmoe {

struct PanelLayout {
  Place place;
  AxisRange x, y;
  std::vector<std::string> title;  // its lines, above the axes
  double y_label = 0;              // the middle of the upright label
  // Labels that the neighbour says already are left out.
  bool has_x_label = true, has_y_label = true, has_y_names = true;
};

struct FigureLayout {
  Size size{};
  std::vector<PanelLayout> panels;  // as the figure's
  Legend legend;
};

FigureLayout lay_out(const Figure& figure);

}  // namespace mmoe
