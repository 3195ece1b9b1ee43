// SPDX-License-Identifier: Apache-2.0
#include "tuning/slice_sampler.h"

#include <algorithm>
#include <cmath>

namespace mmoe {
namespace {

constexpr double kWidth = 1;  // of the first interval: about the deviation of a log lengthscale
constexpr int kStepsOut = 6;  // to each side
constexpr int kShrinks = 40;

}  // namespace

SliceSampler::SliceSampler(LogDensity log_density, Bounds bounds, Eigen::VectorXd start,
                           const Stream& stream)
    : log_density_(std::move(log_density)),
      bounds_(std::move(bounds)),
      x_(std::move(start)),
      log_density_here_(log_density_(x_)),
      uniform_(stream) {}

double SliceSampler::density_at(Eigen::Index k, double value) const {
  Eigen::VectorXd x = x_;
  x(k) = value;
  return log_density_(x);
}

/// The interval that holds the slice around coordinate k, as far as it is within the bounds.
SliceSampler::Slice SliceSampler::step_out(Eigen::Index k) {
  const double level = log_density_here_ + std::log(uniform_());
  const double left = x_(k) - kWidth * uniform_();
  Slice slice{.left = left, .right = left + kWidth, .level = level};
  const double low = bounds_.low(k), high = bounds_.high(k);
  for (int step = 0; step < kStepsOut && slice.left > low; ++step) {
    if (!(density_at(k, slice.left) > level)) break;
    slice.left -= kWidth;
  }
  for (int step = 0; step < kStepsOut && slice.right < high; ++step) {
    if (!(density_at(k, slice.right) > level)) break;
    slice.right += kWidth;
  }
  slice.left = std::max(slice.left, low);
  slice.right = std::min(slice.right, high);
  return slice;
}

void SliceSampler::shrink(Eigen::Index k, Slice slice) {
  for (int i = 0; i < kShrinks; ++i) {
    const double value = slice.left + (slice.right - slice.left) * uniform_();
    const double density = density_at(k, value);
    if (density > slice.level) {
      x_(k) = value;
      log_density_here_ = density;
      return;
    }
    (value < x_(k) ? slice.left : slice.right) = value;
  }
}

void SliceSampler::sweep() {
  for (Eigen::Index k = 0; k < x_.size(); ++k) shrink(k, step_out(k));
}

}  // namespace mmoe
