// SPDX-License-Identifier: Apache-2.0
#include "report/figure.h"

#include <fmt/format.h>

#include <cmath>

#include "report/escape.h"

namespace mmoe {
namespace {

std::string value(const std::vector<double>& values, std::size_t i) {
  return i < values.size() && std::isfinite(values[i]) ? fmt::format("{}", values[i]) : "";
}

}  // namespace

std::string to_csv(const Figure& figure) {
  std::string text = "panel,series,x,y,low,high\n";
  for (const Panel& panel : figure.panels) {
    for (const Trace& trace : panel.traces) {
      const bool at_one_height = trace.shape == Trace::Shape::kStrip;
      for (std::size_t i = 0; i < trace.x.size(); ++i) {
        text +=
            fmt::format("{},{},{},{},{},{}\n", csv_escaped(panel.title), csv_escaped(trace.label),
                        value(trace.x, i), value(trace.y, at_one_height ? 0 : i),
                        value(trace.low, i), value(trace.high, i));
      }
    }
  }
  return text;
}

}  // namespace mmoe
