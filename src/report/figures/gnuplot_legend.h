// SPDX-License-Identifier: Apache-2.0
// The legend of a figure: a strip of its own below the panels, so that it can hide no data.
#pragma once

#include <string>
#include <vector>

#include "report/figures/figure.h"
#include "report/figures/gnuplot_place.h"

namespace mmoe {

/// Traces that are to be in it, each label once, in columns as wide as their widest entry.
struct Legend {
  std::vector<Trace> entries;
  std::vector<double> widths;  // of the columns, pixels

  double height() const;  // pixels; 0 without entries
};

/// For a drawing `width` pixels wide.
Legend legend_of(const Figure& figure, double width);

/// Draws it at the foot of the drawing. Leaves axes unset: to be the last plot.
std::string legend_commands(const Legend& legend, const Size& size);

}  // namespace mmoe
