// SPDX-License-Identifier: Apache-2.0
#include "report/figures/figure.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/csv_text.h"

namespace mmoe {
namespace {

/// Six digits are more than a figure shows, but for counts; the result has all.
std::string value(const std::vector<double>& values, std::size_t i) {
  if (i >= values.size() || !std::isfinite(values[i])) return "";
  const bool is_count = std::trunc(values[i]) == values[i] && std::abs(values[i]) < 1e15;
  return fmt::format("{:.{}g}", values[i], is_count ? 15 : 6);
}

/// What is at a place, or the name of the axis's tic there.
std::string place(const Axis& axis, const std::vector<double>& values,
                  const std::vector<std::string>& meant, std::size_t i) {
  if (i < meant.size()) return csv_escaped(meant[i]);
  for (const auto& [at, name] : axis.tics) {
    if (i < values.size() && values[i] == at) return csv_escaped(name);
  }
  return value(values, i);
}

std::vector<double> sums(std::vector<double> values, const std::vector<double>& shifts) {
  for (std::size_t i = 0; i < values.size() && i < shifts.size(); ++i) values[i] += shifts[i];
  return values;
}

/// Whether point i and the next are at one height, with one range.
bool is_level_after(const Trace& trace, std::size_t i) {
  const auto is_level = [i](const std::vector<double>& values) {
    return values.empty() || values[i] == values[i + 1];
  };
  return is_level(trace.y) && is_level(trace.low) && is_level(trace.high);
}

/// Whether the data do without point i, which lies between the ends of a level part.
bool is_left_out(const Trace& trace, std::size_t i) {
  const bool is_inside = i > 0 && i + 1 < trace.x.size();
  return trace.by_ends && is_inside && is_level_after(trace, i - 1) && is_level_after(trace, i);
}

/// The columns that an axis has: its value, before it what it is of where panels differ.
struct AxisColumns {
  Axis Panel::*axis;
  std::string title;
  bool is_named_apart = false;

  AxisColumns(const Figure& figure, Axis Panel::*of, std::string name) : axis(of), title(name) {
    const auto& panels = figure.panels;
    const std::string first = panels.empty() ? "" : (panels[0].*axis).label;
    is_named_apart = std::any_of(panels.begin(), panels.end(),
                                 [&](const Panel& p) { return (p.*axis).label != first; });
    if (!is_named_apart && !first.empty()) title = first;
  }

  std::string head() const { return (is_named_apart ? title + " axis," : "") + csv_escaped(title); }
  std::string cells(const Panel& panel, const std::vector<double>& values,
                    const std::vector<std::string>& meant, std::size_t i) const {
    const Axis& a = panel.*axis;
    return (is_named_apart ? csv_escaped(a.label) + "," : "") + place(a, values, meant, i);
  }
};

/// Whether low and high are of x.
bool has_ranges_of_x(const Figure& figure) {
  return std::any_of(figure.panels.begin(), figure.panels.end(), [](const Panel& panel) {
    return std::any_of(panel.traces.begin(), panel.traces.end(),
                       [](const Trace& t) { return t.shape == Trace::Shape::kDots; });
  });
}

}  // namespace

std::vector<double> Trace::drawn_x() const { return sums(x, shift_x); }
std::vector<double> Trace::drawn_y() const { return sums(y, shift_y); }

std::string to_csv(const Figure& figure) {
  const AxisColumns x(figure, &Panel::x, "x");
  const AxisColumns y(figure, &Panel::y, "y");
  const std::string& ranged = has_ranges_of_x(figure) ? x.title : y.title;
  std::string text = fmt::format("panel,series,{},{},{},{}\n", x.head(), y.head(),
                                 csv_escaped(ranged + " low"), csv_escaped(ranged + " high"));
  for (const Panel& panel : figure.panels) {
    for (const Trace& trace : panel.traces) {
      const bool at_one_height = trace.shape == Trace::Shape::kStrip;
      for (std::size_t i = 0; i < trace.x.size(); ++i) {
        if (is_left_out(trace, i)) continue;
        text += fmt::format("{},{},{},{},{},{}\n", csv_escaped(panel.title),
                            csv_escaped(trace.label), x.cells(panel, trace.x, trace.x_values, i),
                            y.cells(panel, trace.y, trace.y_values, at_one_height ? 0 : i),
                            value(trace.low, i), value(trace.high, i));
      }
    }
  }
  return text;
}

}  // namespace mmoe
