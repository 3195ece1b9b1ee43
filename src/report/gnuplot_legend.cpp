// SPDX-License-Identifier: Apache-2.0
#include "report/gnuplot_legend.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace mmoe {
namespace {

constexpr double kLine = 20;     // height of a line
constexpr double kSample = 30;   // length of a line's sample
constexpr double kLetter = 7.6;  // mean width of a letter

std::string marker(double x, double y, const Style& style, int point, double size) {
  return fmt::format("set label '' at {},{} point pt {} ps {} lc rgb '{}' lw 1.5\n", x, y, point,
                     size, style.colour);
}

/// The look of a trace, from x to x + kSample.
std::string sample(const Trace& trace, double x, double y) {
  const double middle = x + kSample / 2;
  switch (trace.shape) {
    case Trace::Shape::kLine:
      return fmt::format("set arrow from {0},{2} to {1},{2} nohead lc rgb '{3}' dt {4} lw 2\n", x,
                         x + kSample, y, trace.style.colour, trace.style.dash) +
             marker(middle, y, trace.style, trace.style.point, 0.7);
    case Trace::Shape::kPoints:
    case Trace::Shape::kDots:
      return marker(middle, y, trace.style, trace.style.point, 0.9);
    case Trace::Shape::kBars:
    case Trace::Shape::kBoxes:
      return marker(middle, y, trace.style, 5, 1.4);
  }
  return "";
}

}  // namespace

double Legend::height() const {
  return kLine * std::ceil(static_cast<double>(entries.size()) / static_cast<double>(columns));
}

Legend legend_of(const Figure& figure, double width) {
  Legend legend;
  std::size_t longest = 0;
  for (const Panel& panel : figure.panels) {
    for (const Trace& trace : panel.traces) {
      const bool known = std::any_of(legend.entries.begin(), legend.entries.end(),
                                     [&](const Trace& t) { return t.label == trace.label; });
      if (trace.label.empty() || known) continue;
      legend.entries.push_back(trace);
      longest = std::max(longest, trace.label.size());
    }
  }
  legend.entry_width = kSample + 28 + kLetter * static_cast<double>(longest);
  legend.columns = std::max<std::size_t>(1, static_cast<std::size_t>(width / legend.entry_width));
  return legend;
}

std::string legend_commands(const Legend& legend, const Size& size) {
  const double height = legend.height();
  std::string text = margin_commands({0, size.width, size.height - height, size.height}, size);
  text += fmt::format(
      "unset title\nunset border\nunset tics\nunset xlabel\nunset ylabel\nunset grid\n"
      "set xrange [0:{}]\nset yrange [{}:0]\n",
      size.width, height);
  const std::size_t columns = std::min(legend.columns, legend.entries.size());
  const double left = (size.width - legend.entry_width * static_cast<double>(columns)) / 2;
  for (std::size_t i = 0; i < legend.entries.size(); ++i) {
    const double x = left + legend.entry_width * static_cast<double>(i % columns);
    const std::size_t row = i / columns;
    const double y = kLine * (static_cast<double>(row) + 0.5);
    text += sample(legend.entries[i], x, y);
    text += fmt::format("set label {} at {},{} left noenhanced\n",
                        gnuplot_quoted(legend.entries[i].label), x + kSample + 8, y);
  }
  return text + "plot NaN notitle\n";
}

}  // namespace mmoe
