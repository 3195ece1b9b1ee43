// SPDX-License-Identifier: Apache-2.0
// Sizes are in pixels of the SVG, where 96 are an inch. A panel alone is as wide as a column of a
// paper and its text 8 points there.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>

#include "report/axis_range.h"
#include "report/gnuplot.h"

namespace mmoe {
namespace {

constexpr double kPanelWidth = 330;
constexpr double kSinglePanelWidth = 400;
constexpr double kPanelHeight = 270;
constexpr double kLegendLine = 20;
constexpr double kLegendEntry = 165;  // room for the longest model name and its sample
constexpr double kLeft = 64, kRight = 14, kTop = 30, kBottom = 48;  // of a panel, round its axes
constexpr int kTics = 5;  // at most, so that their labels keep apart

/// Literal text: in single quotes gnuplot substitutes nothing, neither escapes nor commands.
std::string quoted(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < ' '; }, ' ');
  for (std::size_t at = 0; (at = text.find('\'', at)) != std::string::npos; at += 2) {
    text.insert(at, 1, '\'');
  }
  return "'" + text + "'";
}

std::string number(const std::vector<double>& values, std::size_t i) {
  return i < values.size() && std::isfinite(values[i]) ? fmt::format("{}", values[i]) : "NaN";
}

struct LegendEntry {
  std::string label, with;
};

/// Traces that have a label, each once.
std::vector<LegendEntry> legend(const Figure& figure, std::string (*with)(const Trace&)) {
  std::vector<LegendEntry> entries;
  for (const Panel& panel : figure.panels) {
    for (const Trace& trace : panel.traces) {
      const bool known = std::any_of(entries.begin(), entries.end(),
                                     [&](const auto& e) { return e.label == trace.label; });
      if (!trace.label.empty() && !known) entries.push_back({trace.label, with(trace)});
    }
  }
  return entries;
}

std::string line_look(const Style& s) {
  return fmt::format("lc rgb '{}' dt {} lw 2 pt {} ps 0.7", s.colour, s.dash, s.point);
}

/// What stands for the trace in the legend, and draws it but for its band.
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
  std::string text = fmt::format("set {}label {} noenhanced\n", name, quoted(axis.label));
  if (axis.log) return text + fmt::format("set logscale {0}\nset {0}range [*:*]\n", name);
  const AxisRange range = axis_range(axis, values, kTics);
  text += fmt::format("unset logscale {0}\nset {0}range [{1:.10g}:{2:.10g}]\n", name, range.low,
                      range.high);
  if (axis.tics.empty()) return text + fmt::format("set {}tics {:.10g}\n", name, range.step);
  std::string tics;
  for (const auto& [at, label] : axis.tics) {
    tics += fmt::format("{}{} {}", tics.empty() ? "" : ", ", quoted(label), at);
  }
  return text + fmt::format("set {}tics ({})\n", name, tics);
}

/// Coordinates that the axes must hold.
std::vector<double> x_values(const Panel& panel) {
  std::vector<double> values;
  for (const Trace& t : panel.traces) {
    values.insert(values.end(), t.x.begin(), t.x.end());
    if (t.shape != Trace::Shape::kDots) continue;
    values.insert(values.end(), t.low.begin(), t.low.end());
    values.insert(values.end(), t.high.begin(), t.high.end());
  }
  return values;
}

std::vector<double> y_values(const Panel& panel) {
  std::vector<double> values;
  for (const Trace& t : panel.traces) {
    values.insert(values.end(), t.y.begin(), t.y.end());
    if (t.shape == Trace::Shape::kDots) continue;
    values.insert(values.end(), t.low.begin(), t.low.end());
    values.insert(values.end(), t.high.begin(), t.high.end());
  }
  return values;
}

/// Edges of a box as shares of the canvas, measured from its top left corner in pixels.
std::string margins(double left, double right, double top, double bottom, double width,
                    double height) {
  return fmt::format(
      "set lmargin at screen {:.5f}\nset rmargin at screen {:.5f}\n"
      "set tmargin at screen {:.5f}\nset bmargin at screen {:.5f}\n",
      left / width, right / width, 1 - top / height, 1 - bottom / height);
}

/// What gnuplot takes for the prefix of the SVG's ids.
std::string id_prefix(std::string name) {
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

std::string terminal(const std::string& extension, const std::string& name, double width,
                     double height) {
  if (extension == "svg") {
    return fmt::format("set terminal svg size {},{} font 'sans-serif,13' name {} noenhanced\n",
                       width, height, quoted(id_prefix(name)));
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

}  // namespace

std::string gnuplot_script(const Figure& figure, const std::vector<std::string>& extensions) {
  const auto columns = static_cast<std::size_t>(figure.columns);
  const std::size_t rows = (figure.panels.size() + columns - 1) / columns;
  const double panel_width = columns == 1 ? kSinglePanelWidth : kPanelWidth;
  const double width = panel_width * static_cast<double>(columns);
  const std::vector<LegendEntry> entries = legend(figure, with);
  const auto legend_columns = static_cast<std::size_t>(width / kLegendEntry);
  const std::size_t legend_lines = (entries.size() + legend_columns - 1) / legend_columns;
  const double legend_height = kLegendLine * static_cast<double>(legend_lines);
  const double height = kPanelHeight * static_cast<double>(rows) + legend_height;

  std::string data;
  std::string plots;
  std::size_t block = 0;
  for (std::size_t p = 0; p < figure.panels.size(); ++p) {
    const Panel& panel = figure.panels[p];
    const double left = panel_width * static_cast<double>(p % columns);
    const double top = kPanelHeight * static_cast<double>(p / columns);
    plots += margins(left + kLeft, left + panel_width - kRight, top + kTop,
                     top + kPanelHeight - kBottom, width, height);
    plots += fmt::format("set title {} noenhanced\n", quoted(panel.title));
    plots +=
        axis_commands('x', panel.x, x_values(panel)) + axis_commands('y', panel.y, y_values(panel));
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
  if (!entries.empty()) {
    plots += margins(0, width, height - legend_height, height, width, height);
    plots += fmt::format(
        "unset title\nunset border\nunset tics\nunset xlabel\nunset ylabel\n"
        "unset grid\nunset logscale\n"
        "set key at screen 0.5,{:.5f} center center horizontal maxcols {} "
        "noenhanced Left reverse samplen 2.5\n",
        legend_height / 2 / height, legend_columns);
    std::string list;
    for (const LegendEntry& entry : entries) {
      list += fmt::format("{}NaN {} title {}", list.empty() ? "plot [0:1][0:1] " : ", \\\n  ",
                          entry.with, quoted(entry.label));
    }
    plots += list + "\n";
  }
  std::string script = "# Drawn by gnuplot 5.4 or later: gnuplot " + figure.name + ".gp\n" + data;
  for (const std::string& extension : extensions) {
    script += terminal(extension, figure.name, width, height);
    script += fmt::format(
        "set output {}\nset encoding utf8\nset border 3\nset grid ytics lc rgb '#cccccc' lw 0.5\n"
        "set tics nomirror out noenhanced\nunset key\nset multiplot\n",
        quoted(figure.name + "." + extension));
    script += plots + "unset multiplot\nset output\nreset\n";
  }
  return script;
}

}  // namespace mmoe
