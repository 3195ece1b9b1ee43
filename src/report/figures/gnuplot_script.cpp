// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>

#include "report/figures/gnuplot.h"
#include "report/figures/gnuplot_layout.h"
#include "report/figures/gnuplot_trace.h"

namespace mmoe {
namespace {

/// The name of a tic, which gnuplot takes for a format of its number.
std::string tic_name(const std::string& name) {
  std::string format;
  for (const char c : name) format += c == '%' ? "%%" : std::string(1, c);
  return gnuplot_quoted(format);
}

std::string axis_commands(char name, const Axis& axis, const AxisRange& range, bool has_names) {
  std::string text = fmt::format("{}set logscale {}\nset {}range [{:.10g}:{:.10g}]\n",
                                 axis.is_log ? "" : "un", name, name, range.low, range.high);
  if (axis.tics.empty()) return text + fmt::format("set {}tics {:.10g}\n", name, range.step);
  std::string tics;
  for (const auto& [at, label] : axis.tics) {
    tics += fmt::format("{}{} {}", tics.empty() ? "" : ", ", tic_name(has_names ? label : ""), at);
  }
  return text + fmt::format("set {}tics ({})\n", name, tics);
}

/// Words centred on a point of the drawing, in pixels. gnuplot's own titles and upright labels keep
/// a distance that goes by its guess of how wide the font is, and leave the drawing.
std::string words_at(double x, double y, const std::string& words, const Size& size) {
  return fmt::format("set label {} at screen {:.5f},{:.5f} center noenhanced",
                     gnuplot_quoted(words), x / size.width, 1 - y / size.height);
}

std::string title_commands(const PanelLayout& layout, const Size& size) {
  std::string text;
  const double middle = (layout.place.left + layout.place.right) / 2;
  double y = layout.place.top - kTitleLine * static_cast<double>(layout.title.size()) + 1;
  for (const std::string& line : layout.title) {
    text += words_at(middle, y, line, size) + "\n";
    y += kTitleLine;
  }
  return text;
}

std::string y_label_command(const Panel& panel, const PanelLayout& layout, const Size& size) {
  if (!layout.has_y_label || panel.y.label.empty()) return "";
  const double middle = (layout.place.top + layout.place.bottom) / 2;
  return words_at(layout.y_label, middle, panel.y.label, size) + " rotate\n";
}

std::string panel_commands(const Panel& panel, const PanelLayout& layout, const Size& size) {
  return margin_commands(layout.place, size) + "unset label\n" + title_commands(layout, size) +
         y_label_command(panel, layout, size) +
         fmt::format("set xlabel {} noenhanced\n",
                     gnuplot_quoted(layout.has_x_label ? panel.x.label : "")) +
         axis_commands('x', panel.x, layout.x, true) +
         axis_commands('y', panel.y, layout.y, layout.has_y_names);
}

/// Returns the prefix that gnuplot gives the SVG's ids.
std::string id_prefix(std::string name) {
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

std::string terminal(const std::string& extension, const std::string& name, const Size& size) {
  const auto [width, height] = size;
  if (extension == "svg") {
    // A ground of its own, for readers whose page is dark.
    return fmt::format(
        "set terminal svg size {:.0f},{:.0f} font 'sans-serif,13' name {} noenhanced "
        "background rgb 'white'\n",
        width, height, gnuplot_quoted(id_prefix(name)));
  }
  if (extension == "png") {
    return fmt::format(
        "set terminal pngcairo size {:.0f},{:.0f} font 'sans-serif,10' fontscale 2 linewidth 2 "
        "pointscale 2 noenhanced background rgb 'white'\n",
        2 * width, 2 * height);
  }
  return fmt::format(
      "set terminal pdfcairo size {:.3f}in,{:.3f}in font 'sans-serif,10' "
      "linewidth 1 pointscale 0.75 noenhanced\n",
      width / 96, height / 96);
}

}  // namespace

std::string gnuplot_script(const Figure& figure, const std::vector<std::string>& extensions) {
  const FigureLayout layout = lay_out(figure);
  std::string data;
  std::string plots;
  std::size_t block = 0;
  for (std::size_t p = 0; p < figure.panels.size(); ++p) {
    plots += panel_commands(figure.panels[p], layout.panels[p], layout.size);
    std::string list;
    for (const Trace& trace : figure.panels[p].traces) {
      if (trace.x.empty()) continue;
      data += trace_data(trace, block, layout.panels[p].y);
      for (const std::string& clause : trace_clauses(trace, block)) {
        list += (list.empty() ? "plot " : ", \\\n  ") + clause;
      }
      block += 1;
    }
    plots += (list.empty() ? "plot NaN notitle" : list) + "\n";
  }
  if (!layout.legend.entries.empty()) plots += legend_commands(layout.legend, layout.size);
  std::string script = "# Drawn by gnuplot 5.4 or later: gnuplot " + figure.name + ".gp\n" + data;
  for (const std::string& extension : extensions) {
    script += terminal(extension, figure.name, layout.size);
    script += fmt::format(
        "set output {}\nset encoding utf8\nset border 3\nset grid ytics lc rgb '#d8d8d8' lw 0.7 dt "
        "1\nset tics nomirror out scale 0.6 noenhanced\nset xtics offset 0,0.3\n"
        "set xlabel offset 0,0.6\nunset key\nset format '%g'\nset "
        "multiplot\n",
        gnuplot_quoted(figure.name + "." + extension));
    script += plots + "unset multiplot\nset output\nreset\n";
  }
  return script;
}

}  // namespace mmoe
