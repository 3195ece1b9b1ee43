// SPDX-License-Identifier: Apache-2.0
#include "data/table/number_transform.h"

#include <algorithm>
#include <cmath>

#include "statistics/sample.h"

namespace mmoe {
namespace {

constexpr std::size_t kRankSteps = 1000;

void keep_distinct(std::vector<double>& sorted) {
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
}

}  // namespace

// Positions are fractions of whole numbers: quantile() of statistics/sample.h, whose q is rounded,
// can land beside a value that it should hit, and edges that are equal would not be found to be.
std::vector<double> quantiles(std::span<const double> sorted, std::size_t parts) {
  std::vector<double> result;
  const std::size_t last = sorted.size() - 1;
  for (std::size_t k = 0; k <= parts; ++k) {
    const std::size_t below = k * last / parts;
    const double rest = static_cast<double>(k * last % parts) / static_cast<double>(parts);
    const double low = sorted[below];
    result.push_back(rest == 0 ? low : low + rest * (sorted[below + 1] - low));
  }
  return result;
}

NumberTransform::NumberTransform(const TableColumnOptions& options,
                                 std::span<const double> training)
    : kind_(static_cast<Kind>(std::ranges::find(kNumberTransforms, options.transform) -
                              kNumberTransforms.begin())),
      log1p_(options.log1p) {
  std::vector<double> values;
  for (const double x : training) {
    if (!std::isnan(x)) values.push_back(value(x));
  }
  if (values.empty()) {
    width_ = 0;
    return;
  }
  mean_ = mmoe::mean(values);
  if (kind_ == Kind::kStandardise) {
    shift_ = mean_;
    const double sd = population_deviation(values);
    scale_ = sd > 0 ? sd : 1;
    return;
  }
  std::sort(values.begin(), values.end());
  if (kind_ == Kind::kMinMax) {
    shift_ = values.front();
    scale_ = values.back() > values.front() ? values.back() - values.front() : 1;
  } else if (kind_ == Kind::kQuantile) {
    edges_ = quantiles(values, kRankSteps);
  } else if (kind_ != Kind::kNone) {
    edges_ = quantiles(values, static_cast<std::size_t>(options.bins));
    if (kind_ == Kind::kBins) edges_ = {edges_.begin() + 1, edges_.end() - 1};
    keep_distinct(edges_);
    width_ = std::ssize(edges_) + (kind_ == Kind::kBins ? 1 : -1);
  }
}

double NumberTransform::value(double x) const { return log1p_ ? std::log1p(x) : x; }

/// Where the value's place among the quantiles is, in 0..1; of equal ones the middle.
double NumberTransform::rank(double value) const {
  const auto first = std::ranges::lower_bound(edges_, value);
  const auto behind = std::ranges::upper_bound(edges_, value);
  const auto low = static_cast<double>(first - edges_.begin());
  if (first != behind) {
    const double high = static_cast<double>(behind - edges_.begin()) - 1;
    return (low + high) / 2 / kRankSteps;
  }
  if (first == edges_.begin()) return 0;
  if (first == edges_.end()) return 1;
  return (low - 1 + (value - first[-1]) / (*first - first[-1])) / kRankSteps;
}

void NumberTransform::encode(double x, float* out) const {
  const double v = std::isnan(x) ? mean_ : value(x);
  if (kind_ == Kind::kQuantile) {
    *out = static_cast<float>(rank(v));
  } else if (kind_ == Kind::kPiecewiseLinear) {
    for (std::size_t t = 1; t < edges_.size(); ++t) {
      const double share = (v - edges_[t - 1]) / (edges_[t] - edges_[t - 1]);
      *out++ = static_cast<float>(std::clamp(share, 0.0, 1.0));
    }
  } else if (width_ > 0) {
    *out = static_cast<float>((v - shift_) / scale_);
  }
}

std::optional<Index> NumberTransform::bin(double x) const {
  if (std::isnan(x)) return std::nullopt;
  return std::ranges::upper_bound(edges_, value(x)) - edges_.begin();
}

}  // namespace mmoe
