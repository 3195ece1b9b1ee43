// SPDX-License-Identifier: Apache-2.0
#include "report/figures/contour.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <tuple>

namespace mmoe {
namespace {

/// A side of a cell: from grid point (i, j) to the next in x, or in y. A line crosses it once at
/// most, and goes on in the cell beyond.
struct Side {
  std::size_t i, j;
  bool along_x;

  bool operator==(const Side&) const = default;
  bool operator<(const Side& other) const {
    return std::tie(i, j, along_x) < std::tie(other.i, other.j, other.along_x);
  }
};

struct Crossing {
  double x, y;
};

/// Each side that a line crosses, and the one or two sides to which it goes on.
using Links = std::map<Side, std::vector<Side>>;

bool is_above(const Grid& grid, std::size_t i, std::size_t j, double level) {
  return grid.values[j][i] > level;
}

Crossing crossing_at(const Grid& grid, const Side& side, double level) {
  const std::size_t i = side.i + (side.along_x ? 1 : 0);
  const std::size_t j = side.j + (side.along_x ? 0 : 1);
  const double a = grid.values[side.j][side.i];
  const double b = grid.values[j][i];
  const double share = (level - a) / (b - a);
  return {grid.x[side.i] + share * (grid.x[i] - grid.x[side.i]),
          grid.y[side.j] + share * (grid.y[j] - grid.y[side.j])};
}

void link(Links& links, const Side& a, const Side& b) {
  links[a].push_back(b);
  links[b].push_back(a);
}

void add_cell(Links& links, const Grid& grid, std::size_t i, std::size_t j, double level) {
  const auto& v = grid.values;
  const std::array<double, 4> corners = {v[j][i], v[j][i + 1], v[j + 1][i + 1], v[j + 1][i]};
  if (!std::ranges::all_of(corners, [](double z) { return std::isfinite(z); })) return;
  // Against the clock from the lower left: side k is between corners k and k + 1.
  const std::array<Side, 4> sides = {
      {{i, j, true}, {i + 1, j, false}, {i, j + 1, true}, {i, j, false}}};
  std::vector<Side> crossed;
  for (std::size_t k = 0; k < 4; ++k) {
    if ((corners[k] > level) != (corners[(k + 1) % 4] > level)) crossed.push_back(sides[k]);
  }
  if (crossed.size() == 2) link(links, crossed[0], crossed[1]);
  if (crossed.size() != 4) return;
  // A saddle: its middle tells which corners are joined.
  const double middle = (corners[0] + corners[1] + corners[2] + corners[3]) / 4;
  const bool joined = (middle > level) == is_above(grid, i, j, level);
  link(links, crossed[0], crossed[joined ? 1 : 3]);
  link(links, crossed[2], crossed[joined ? 3 : 1]);
}

/// Takes the line that begins at `side` out of `links`.
std::vector<Side> take_line(Links& links, Side side) {
  std::vector<Side> line = {side};
  while (!links[side].empty()) {
    const Side next = links[side].back();
    links[side].pop_back();
    auto& back = links[next];
    back.erase(std::ranges::find(back, side));
    line.push_back(side = next);
  }
  return line;
}

void append_line(ContourLines& lines, const Grid& grid, const std::vector<Side>& line,
                 double level) {
  if (!lines.x.empty()) {
    lines.x.push_back(std::numeric_limits<double>::quiet_NaN());
    lines.y.push_back(std::numeric_limits<double>::quiet_NaN());
  }
  for (const Side& side : line) {
    const Crossing crossing = crossing_at(grid, side, level);
    lines.x.push_back(crossing.x);
    lines.y.push_back(crossing.y);
  }
}

}  // namespace

ContourLines contour_lines(const Grid& grid, double level) {
  Links links;
  for (std::size_t j = 0; j + 1 < grid.y.size(); ++j) {
    for (std::size_t i = 0; i + 1 < grid.x.size(); ++i) add_cell(links, grid, i, j, level);
  }
  ContourLines lines;
  // Lines that end at the border first: what is left then is closed.
  for (const std::size_t ends : {1U, 2U}) {
    for (const auto& [side, nexts] : links) {
      if (nexts.size() == ends) append_line(lines, grid, take_line(links, side), level);
    }
  }
  return lines;
}

}  // namespace mmoe
