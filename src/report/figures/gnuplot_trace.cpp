// SPDX-License-Identifier: Apache-2.0
#include "report/figures/gnuplot_trace.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "statistics/summary.h"

namespace mmoe {
namespace {

std::string number(const std::vector<double>& values, std::size_t i) {
  return i < values.size() && std::isfinite(values[i]) ? fmt::format("{}", values[i]) : "NaN";
}

std::string point_look(const Style& s, double size) {
  return fmt::format("lc rgb '{}' lw 1.5 pt {} ps {} notitle", s.colour, s.point, size);
}

std::string line_clause(const Trace& trace, const std::string& data) {
  const Style& s = trace.style;
  const std::string points = s.point == 0
                                 ? ""
                                 : fmt::format(" pt {} ps 0.7 pointinterval {}", s.point,
                                               std::max<std::size_t>(1, trace.x.size() / 6));
  return fmt::format("{} using 1:2 with {} lc rgb '{}' dt {} lw 2{} notitle", data,
                     s.point == 0 ? "lines" : "linespoints", s.colour, s.dash, points);
}

std::string point_clause(const Trace& trace, const std::string& data) {
  const std::string look = point_look(trace.style, 0.9);
  if (trace.low.empty()) return fmt::format("{} using 1:2 with points {}", data, look);
  const char axis = trace.shape == Trace::Shape::kPoints ? 'y' : 'x';
  return fmt::format("{} using 1:2:3:4 with {}errorbars {}", data, axis, look);
}

/// Colour with gnuplot's alpha, 0 opaque to 255.
std::string faint(const std::string& colour) { return "#90" + colour.substr(1); }

std::vector<std::string> strip_clauses(const Trace& trace, std::size_t block) {
  const std::string& colour = trace.style.colour;
  return {fmt::format("$b{} using 1:2:3:4:5:6 with boxxyerror lc rgb '{}' lw 1.5 fs transparent "
                      "solid 0.2 border notitle",
                      block, colour),
          fmt::format("$b{} using 1:5:(0):($6-$5) with vectors nohead lc rgb '{}' lw 3 notitle",
                      block, colour),
          fmt::format("$d{} using 1:2 with points lc rgb '{}' lw 1 pt 7 ps 0.5 notitle", block,
                      faint(colour))};
}

/// Spreads dots over the height of a strip evenly, in any number, the same every time.
double scatter(std::size_t i) {
  constexpr double kGolden = 0.6180339887498949;
  const double x = static_cast<double>(i) * kGolden;
  return x - std::floor(x) - 0.5;
}

std::string strip_data(const Trace& trace, std::size_t block) {
  std::string text = fmt::format("$d{} << EOD\n", block);
  const double middle = trace.y.at(0);
  for (std::size_t i = 0; i < trace.x.size(); ++i) {
    text += fmt::format("{} {:.4f}\n", number(trace.x, i), middle + scatter(i) * trace.width * 0.8);
  }
  const Summary s = summarise(trace.x);
  text += fmt::format("EOD\n$b{} << EOD\n", block);
  if (s.median) {
    text += fmt::format("{} {} {} {} {} {}\n", *s.median, middle, *s.q1, *s.q3,
                        middle - trace.width / 2, middle + trace.width / 2);
  }
  return text + "EOD\n";
}

/// The band cut to the axis; none if the line itself is beyond it.
Trace within(Trace trace, const AxisRange& y) {
  for (std::size_t i = 0; i < trace.low.size(); ++i) {
    const bool is_seen = trace.y[i] <= y.high && trace.y[i] >= y.low;
    trace.low[i] = is_seen ? std::max(trace.low[i], y.low) : NAN;
    trace.high[i] = is_seen ? std::min(trace.high[i], y.high) : NAN;
  }
  return trace;
}

}  // namespace

std::string trace_data(const Trace& trace, std::size_t block, const AxisRange& y) {
  if (trace.shape == Trace::Shape::kStrip) return strip_data(trace, block);
  const bool is_band = trace.shape == Trace::Shape::kLine && trace.range == Trace::Range::kBand;
  Trace drawn = is_band ? within(trace, y) : trace;
  drawn.x = trace.drawn_x();
  drawn.y = trace.drawn_y();
  std::string text = fmt::format("$d{} << EOD\n", block);
  for (std::size_t i = 0; i < trace.x.size(); ++i) {
    text += fmt::format("{} {} {} {}\n", number(drawn.x, i), number(drawn.y, i),
                        number(drawn.low, i), number(drawn.high, i));
  }
  return text + "EOD\n";
}

std::vector<std::string> trace_clauses(const Trace& trace, std::size_t block) {
  const std::string data = fmt::format("$d{}", block);
  switch (trace.shape) {
    case Trace::Shape::kStrip:
      return strip_clauses(trace, block);
    case Trace::Shape::kBars:
      return {fmt::format("{} using 1:2:({}) with boxes lc rgb '{}' fs solid 0.65 border notitle",
                          data, trace.width, trace.style.colour)};
    case Trace::Shape::kPoints:
    case Trace::Shape::kDots:
      return {point_clause(trace, data)};
    case Trace::Shape::kLine:
      break;
  }
  std::vector<std::string> list;
  if (!trace.low.empty() && trace.range == Trace::Range::kBars) {
    list.push_back(fmt::format("{} using 1:2:3:4 with yerrorbars lc rgb '{}' lw 1.2 pt 0 notitle",
                               data, trace.style.colour));
  } else if (!trace.low.empty() && trace.range == Trace::Range::kBand) {
    list.push_back(fmt::format(
        "{} using 1:3:4 with filledcurves fc rgb '{}' fs transparent solid 0.15 noborder notitle",
        data, trace.style.colour));
  }
  list.push_back(line_clause(trace, data));
  return list;
}

}  // namespace mmoe
