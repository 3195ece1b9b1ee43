// SPDX-License-Identifier: Apache-2.0
// Sizes are in pixels of the SVG, where 96 are an inch. A panel alone is as wide as a column of a
// paper and its text 8 points there.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>

#include "report/axis_range.h"
#include "report/gnuplot.h"
#include "report/gnuplot_legend.h"

namespace mmoe {
namespace {

constexpr double kPanelWidth = 330;
constexpr double kSinglePanelWidth = 400;
constexpr double kPanelHeight = 270;
constexpr double kLeft = 84, kRight = 24, kTop = 26, kBottom = 46;  // of a panel, round its axes
constexpr int kXTics = 4, kYTics = 6;  // at most, so that their labels keep apart

std::string number(const std::vector<double>& values, std::size_t i) {
  return i < values.size() && std::isfinite(values[i]) ? fmt::format("{}", values[i]) : "NaN";
}

std::string line_look(const Style& s) {
  return fmt::format("lc rgb '{}' dt {} lw 2 pt {} ps 0.7", s.colour, s.dash, s.point);
}

/// How a trace is drawn, but for its band or bars of error.
std::string with(const Trace& trace) {
  switch (trace.shape) {
    case Trace::Shape::kLine:
      return fmt::format("with linespoints {} pointinterval {}", line_look(trace.style),
                         std::max<std::size_t>(1, trace.x.size() / 6));
    case Trace::Shape::kPoints:
    case Trace::Shape::kDots:
      return fmt::format("with points lc rgb '{}' lw 1.5 pt {} ps 0.9", trace.style.colour,
                         trace.style.point);
    case Trace::Shape::kBars:
      return fmt::format("with boxes lc rgb '{}' fs solid 0.65 border", trace.style.colour);
    case Trace::Shape::kBoxes:
      return fmt::format("with boxplot lc rgb '{}' lw 1.5 pt 6 fs solid 0.35 border",
                         trace.style.colour);
  }
  return "";
}

/// The clauses of `plot` that draw one trace from its block of data.
std::vector<std::string> clauses(const Trace& trace, std::size_t block) {
  const std::string data = fmt::format("$d{}", block);
  const std::string look = with(trace) + " notitle";
  const bool has_range = !trace.low.empty();
  switch (trace.shape) {
    case Trace::Shape::kBoxes:
      return {fmt::format("{} using ({}):2:({}) {}", data, number(trace.x, 0), trace.width, look)};
    case Trace::Shape::kBars:
      return {fmt::format("{} using 1:2:({}) {}", data, trace.width, look)};
    case Trace::Shape::kPoints:
    case Trace::Shape::kDots: {
      const bool upright = trace.shape == Trace::Shape::kPoints;
      if (!has_range) return {fmt::format("{} using 1:2 {}", data, look)};
      return {
          fmt::format("{} using 1:2:3:4 with {}errorbars lc rgb '{}' lw 1.5 pt {} ps 0.9 notitle",
                      data, upright ? 'y' : 'x', trace.style.colour, trace.style.point)};
    }
    case Trace::Shape::kLine:
      break;
  }
  std::vector<std::string> list;
  if (has_range) {
    list.push_back(fmt::format(
        "{} using 1:3:4 with filledcurves fc rgb '{}' fs transparent solid 0.2 noborder notitle",
        data, trace.style.colour));
  }
  list.push_back(fmt::format("{} using 1:2 {}", data, look));
  return list;
}

std::string data_block(const Trace& trace, std::size_t block) {
  const bool at_one_x = trace.shape == Trace::Shape::kBoxes;
  std::string text = fmt::format("$d{} << EOD\n", block);
  for (std::size_t i = 0; i < trace.y.size(); ++i) {
    text += fmt::format("{} {} {} {}\n", number(trace.x, at_one_x ? 0 : i), number(trace.y, i),
                        number(trace.low, i), number(trace.high, i));
  }
  return text + "EOD\n";
}

std::string axis_commands(char name, const Axis& axis, const std::vector<double>& values) {
  std::string text = fmt::format("set {}label {} noenhanced\n", name, gnuplot_quoted(axis.label));
  const AxisRange range = axis_range(axis, values, name == 'x' ? kXTics : kYTics);
  text += fmt::format("set {}range [{:.10g}:{:.10g}]\n", name, range.low, range.high);
  if (axis.tics.empty()) return text + fmt::format("set {}tics {:.10g}\n", name, range.step);
  std::string tics;
  for (const auto& [at, label] : axis.tics) {
    tics += fmt::format("{}{} {}", tics.empty() ? "" : ", ", gnuplot_quoted(label), at);
  }
  return text + fmt::format("set {}tics ({})\n", name, tics);
}

/// Coordinates that an axis must hold.
std::vector<double> values_along(char axis, const Panel& panel) {
  std::vector<double> values;
  const auto add = [&](const std::vector<double>& more) {
    values.insert(values.end(), more.begin(), more.end());
  };
  for (const Trace& t : panel.traces) {
    add(axis == 'x' ? t.x : t.y);
    const char range_axis = t.shape == Trace::Shape::kDots ? 'x' : 'y';
    if (axis == range_axis) add(t.low), add(t.high);
  }
  return values;
}

/// What gnuplot takes for the prefix of the SVG's ids.
std::string id_prefix(std::string name) {
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

std::string terminal(const std::string& extension, const std::string& name, const Size& size) {
  const auto [width, height] = size;
  if (extension == "svg") {
    return fmt::format("set terminal svg size {},{} font 'sans-serif,13' name {} noenhanced\n",
                       width, height, gnuplot_quoted(id_prefix(name)));
  }
  if (extension == "png") {
    return fmt::format(
        "set terminal pngcairo size {},{} font 'sans-serif,10' fontscale 2 linewidth 2 "
        "pointscale 2 noenhanced background rgb 'white'\n",
        2 * width, 2 * height);
  }
  return fmt::format(
      "set terminal pdfcairo size {}in,{}in font 'sans-serif,10' "
      "linewidth 1 pointscale 0.75 noenhanced\n",
      width / 96, height / 96);
}

std::string panel_commands(const Panel& panel, const Place& place, const Size& size) {
  return margin_commands(place, size) +
         fmt::format("set title {} noenhanced\n", gnuplot_quoted(panel.title)) +
         axis_commands('x', panel.x, values_along('x', panel)) +
         axis_commands('y', panel.y, values_along('y', panel));
}

}  // namespace

std::string gnuplot_script(const Figure& figure, const std::vector<std::string>& extensions) {
  const auto columns = static_cast<std::size_t>(figure.columns);
  const std::size_t rows = (figure.panels.size() + columns - 1) / columns;
  const double panel_width = columns == 1 ? kSinglePanelWidth : kPanelWidth;
  const Legend legend = legend_of(figure, panel_width * static_cast<double>(columns));
  const Size size{panel_width * static_cast<double>(columns),
                  kPanelHeight * static_cast<double>(rows) + legend.height()};
  std::string data;
  std::string plots;
  std::size_t block = 0;
  for (std::size_t p = 0; p < figure.panels.size(); ++p) {
    Panel panel = figure.panels[p];
    const double left = panel_width * static_cast<double>(p % columns);
    const std::size_t row = p / columns;
    const double top = kPanelHeight * static_cast<double>(row);
    if (p % columns != 0 && panel.y.label == figure.panels[p - 1].y.label) panel.y.label = "";
    plots += panel_commands(
        panel,
        {left + kLeft, left + panel_width - kRight, top + kTop, top + kPanelHeight - kBottom},
        size);
    std::string list;
    for (const Trace& trace : panel.traces) {
      data += data_block(trace, block);
      for (const std::string& clause : clauses(trace, block)) {
        list += (list.empty() ? "plot " : ", \\\n  ") + clause;
      }
      block += 1;
    }
    plots += list + "\n";
  }
  if (!legend.entries.empty()) plots += legend_commands(legend, size);
  std::string script = "# Drawn by gnuplot 5.4 or later: gnuplot " + figure.name + ".gp\n" + data;
  for (const std::string& extension : extensions) {
    script += terminal(extension, figure.name, size);
    script += fmt::format(
        "set output {}\nset encoding utf8\nset border 3\nset grid ytics lc rgb '#cccccc' lw 0.5\n"
        "set tics nomirror out scale 0.6 noenhanced\nset xtics offset 0,0.3\n"
        "set xlabel offset 0,0.6\nset title offset 0,-0.4\nunset key\nset format '%g'\nset "
        "multiplot\n",
        gnuplot_quoted(figure.name + "." + extension));
    script += plots + "unset multiplot\nset output\nreset\n";
  }
  return script;
}

}  // namespace mmoe
