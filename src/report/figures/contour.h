// SPDX-License-Identifier: Apache-2.0
// Lines along which a function of two coordinates, known on a grid, has one value: marching
// squares, linear between the points of the grid (Lorensen and Cline 1987, in two dimensions).
#pragma once

#include <vector>

namespace mmoe {

struct Grid {
  std::vector<double> x = {}, y = {};            // ascending, 2 at least each
  std::vector<std::vector<double>> values = {};  // [y][x]
};

/// Lines one after the other, NaN between them. A line that is closed ends where it began.
struct ContourLines {
  std::vector<double> x = {}, y = {};
};

/// Cells with a corner that is not finite have no line.
ContourLines contour_lines(const Grid& grid, double level);

}  // namespace mmoe
