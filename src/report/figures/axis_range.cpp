// SPDX-License-Identifier: Apache-2.0
#include "report/figures/axis_range.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace mmoe {
namespace {

double round_step(double span, int tics) {
  const double least = span / tics;
  const double power = std::pow(10, std::floor(std::log10(least)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= least * (1 - 1e-9)) return factor * power;
  }
  return 10 * power;
}

}  // namespace

AxisRange axis_range(const Axis& axis, const std::vector<double>& values, int tics) {
  double low = INFINITY;
  double high = -INFINITY;
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  if (low > high) low = 0, high = 1;
  low = axis.low.value_or(low);
  high = axis.high.value_or(high);
  if (high <= low) {  // one value: room around it
    const double room = low == 0 ? 1 : std::abs(low) * 0.1;
    if (!axis.low) low -= room;
    high = low + 2 * room;
  }
  const double step = round_step(high - low, tics);
  if (!axis.low) low = std::floor(low / step + 1e-9) * step;
  if (!axis.high) high = std::ceil(high / step - 1e-9) * step;
  return {low, high, step};
}

Axis log_axis(const std::string& label, const std::vector<double>& values) {
  constexpr double kLogRoom = 1.1;  // beyond the values
  constexpr double kLong = 20;      // greatest by least
  Axis axis{.label = label};
  for (const double value : values) {
    if (!(value > 0) || !std::isfinite(value)) continue;
    axis.low = std::min(axis.low.value_or(INFINITY), value / kLogRoom);
    axis.high = std::max(axis.high.value_or(0), value * kLogRoom);
  }
  if (!axis.low) return axis;
  axis.is_log = true;
  const bool is_long = *axis.high / *axis.low > kLong;
  for (double power = std::pow(10, std::floor(std::log10(*axis.low))); power <= *axis.high;
       power *= 10) {
    for (const double digit : is_long ? std::vector{1.0, 3.0} : std::vector{1.0, 2.0, 5.0}) {
      const double tic = digit * power;
      if (tic >= *axis.low && tic <= *axis.high) {
        axis.tics.emplace_back(tic, fmt::format("{:g}", tic));
      }
    }
  }
  return axis;
}

}  // namespace mmoe
