// SPDX-License-Identifier: Apache-2.0
#include "math/correlation.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mmoe {
namespace {

/// True also for an empty sample. A sum of squares would not be exactly 0, as the mean is rounded.
bool is_constant(std::span<const double> sample) {
  return sample.empty() || !(std::ranges::min(sample) < std::ranges::max(sample));
}

}  // namespace

std::optional<double> pearson(std::span<const double> x, std::span<const double> y) {
  if (is_constant(x) || is_constant(y)) return std::nullopt;
  const auto n = static_cast<double>(x.size());
  const double mean_x = std::accumulate(x.begin(), x.end(), 0.0) / n;
  const double mean_y = std::accumulate(y.begin(), y.end(), 0.0) / n;
  double s_xx = 0;
  double s_yy = 0;
  double s_xy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double dx = x[i] - mean_x;
    const double dy = y[i] - mean_y;
    s_xx += dx * dx;
    s_yy += dy * dy;
    s_xy += dx * dy;
  }
  if (!(s_xx > 0 && s_yy > 0)) return std::nullopt;
  return std::clamp(s_xy / (std::sqrt(s_xx) * std::sqrt(s_yy)), -1.0, 1.0);
}

double rounded_correlation(double r) {
  return std::round(r * 1e4) / 1e4 + 0.0;  // -0 becomes 0
}

}  // namespace mmoe
