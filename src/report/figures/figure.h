// SPDX-License-Identifier: Apache-2.0
// A figure as data: panels of traces on two axes. gnuplot.h draws it.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mmoe {

/// The style of one model, or one correlation, in every figure; colour, dashes and marker each
/// identify it.
struct Style {
  std::string colour = "#000000";  // from Okabe and Ito's colour-blind-safe palette
  std::string dash = "1";          // gnuplot's dashtype
  int point = 7;                   // gnuplot's pointtype; 0: none on lines
};

struct Trace {
  enum class Shape {
    kLine,    // with markers here and there; low and high are a band
    kPoints,  // low and high are error bars
    kDots,    // points with error bars in x
    kBars,    // one per value, up from 0
    kStrip,   // x are raw values, each a dot near height y[0]; a box spans their middle half
  };
  enum class Range { kBand, kBars, kHidden };  // how a line shows low and high
  std::string label = {};                      // the same in all panels
  bool in_legend = true;
  Range range = Range::kBand;
  Shape shape = Shape::kLine;
  Style style = {};
  std::vector<double> x = {}, y = {};
  // What the data says where x, or y, are places on an axis of something else; empty: themselves.
  std::vector<std::string> x_values = {}, y_values = {};
  std::vector<double> low = {}, high = {};  // empty: none
  bool by_ends = false;                     // of level parts the data have both ends alone
  double width = 0;                         // of a bar in units of x; height of a strip
  // Offsets when drawing, so that points at one place do not hide each other; empty = none.
  std::vector<double> shift_x = {}, shift_y = {};

  std::vector<double> drawn_x() const;
  std::vector<double> drawn_y() const;
};

struct Axis {
  std::string label = {};  // with the unit
  std::optional<double> low = {}, high = {};
  std::vector<std::pair<double, std::string>> tics = {};  // empty = gnuplot's choice
  bool is_log = false;                                    // low, high and tics are then given
};

struct Panel {
  std::string title = {};
  Axis x = {}, y = {};
  std::vector<Trace> traces = {};
};

struct Figure {
  std::string name = {};         // of its files
  std::string description = {};  // alternative text
  std::vector<Panel> panels = {};
  int columns = 1;  // panels side by side
};

/// Returns the figure's data as a long table: panel, series, x, y, and low and high of one of them.
/// Columns of values are named after the axis if all panels have the same one, else another column
/// names it. Named tics appear by name, places by their values; values are not shifted.
std::string to_csv(const Figure& figure);

}  // namespace mmoe
