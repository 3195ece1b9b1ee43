// SPDX-License-Identifier: Apache-2.0
// The legend of a figure: a strip below the panels, so that it cannot hide data.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "report/figures/figure.h"
#include "report/figures/gnuplot_place.h"

namespace mmoe {

/// The traces in it, each label once, in columns as wide as their widest entry.
struct Legend {
  std::vector<Trace> entries;
  std::vector<double> widths;  // of the columns, pixels

  double height() const;  // pixels; 0 without entries
};

/// Returns the legend for a drawing `width` pixels wide.
Legend legend_of(const Figure& figure, double width);

/// Returns where entry `i` is in the whole drawing.
Place entry_place(const Legend& legend, const Size& size, std::size_t i);

/// Draws it at the bottom. Leaves axes unset, so it must be the last plot.
std::string legend_commands(const Legend& legend, const Size& size);

}  // namespace mmoe
