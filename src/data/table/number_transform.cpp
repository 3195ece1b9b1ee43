// SPDX-License-Identifier: Apache-2.0
#include "data/table/number_transform.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/error.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

constexpr std::size_t kRankSteps = 1000;
constexpr double kMostNumberInputs = 1e6;  // of one column

void keep_distinct(std::vector<double>& sorted) {
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
}

/// The most frequent of sorted values, the least of several.
double mode_of(std::span<const double> sorted) {
  double mode = sorted.front();
  std::ptrdiff_t most = 0;
  for (auto at = sorted.begin(); at != sorted.end();) {
    const auto behind = std::upper_bound(at, sorted.end(), *at);
    if (behind - at > most) {
      most = behind - at;
      mode = *at;
    }
    at = behind;
  }
  return mode;
}

/// Quantiles, of `parts` parts at most. Where quantiles coincide, as of amounts that most people do
/// not have, those that are left are quantiles of the values beside the most frequent one.
std::vector<double> bin_edges(std::span<const double> sorted, std::size_t parts) {
  std::vector<double> edges = quantiles(sorted, parts);
  keep_distinct(edges);
  std::vector<double> others(sorted.begin(), sorted.end());
  std::erase(others, mode_of(sorted));
  if (edges.size() > parts || others.empty()) return edges;
  const auto more = quantiles(others, parts + 1 - edges.size());
  edges.insert(edges.end(), more.begin(), more.end() - 1);  // mostly the largest value of all
  std::ranges::sort(edges);
  keep_distinct(edges);
  return edges;
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

Fields NumberConstants::fields() {
  Fields bound;
  bound.add("transform", transform, "how the number becomes inputs",
            {kNumberTransforms.begin(), kNumberTransforms.end()});
  bound.add("log1p", log1p, "log(1 + x) before it");
  bound.add("single", single, "whether the number is first rounded to 32 bits");
  bound.add("width", width, "number of inputs", {.low = 0, .high = kMostNumberInputs});
  bound.add("mean", mean, "what a missing number counts as");
  bound.add("shift", shift, "subtracted before the division");
  bound.add("scale", scale, "what is divided by");
  bound.add("edges", edges, "of bins, or the quantiles");
  return bound;
}

NumberTransform::Kind NumberTransform::kind_of(const std::string& transform) {
  return static_cast<Kind>(std::ranges::find(kNumberTransforms, transform) -
                           kNumberTransforms.begin());
}

NumberTransform::NumberTransform(const TableColumnOptions& options,
                                 std::span<const double> training)
    : constants_{.transform = options.transform, .log1p = options.log1p},
      kind_(kind_of(options.transform)) {
  std::vector<double> values;
  values.reserve(training.size());
  for (const double x : training) {
    if (!std::isnan(x)) values.push_back(value(x));
  }
  if (values.empty()) {
    constants_.width = 0;
    return;
  }
  constants_.mean = mmoe::mean(values);
  learn_scale(std::move(values), options.bins);
}

void NumberTransform::learn_scale(std::vector<double> values, std::int64_t bins) {
  auto& [transform, log1p, single, width, mean, shift, scale, edges] = constants_;
  if (kind_ == Kind::kStandardise) {
    shift = mean;
    const double sd = population_deviation(values);
    scale = sd > 0 ? sd : 1;
    return;
  }
  std::sort(values.begin(), values.end());
  if (kind_ == Kind::kMinMax) {
    shift = values.front();
    scale = values.back() > values.front() ? values.back() - values.front() : 1;
  } else if (kind_ == Kind::kQuantile) {
    edges = quantiles(values, kRankSteps);
  } else if (kind_ != Kind::kNone) {
    edges = bin_edges(values, static_cast<std::size_t>(bins));
    if (kind_ == Kind::kBins) edges.erase(edges.begin());  // nothing is below it
    if (kind_ == Kind::kBins && std::ssize(edges) == bins) edges.pop_back();
    width = std::ssize(edges) + (kind_ == Kind::kBins ? 1 : -1);
  }
}

NumberTransform::NumberTransform(NumberConstants constants, const std::string& where)
    : constants_(std::move(constants)) {
  constants_.fields().check(where);
  kind_ = kind_of(constants_.transform);
  if (constants_.scale == 0) throw FieldError(where + ".scale", "found 0; expected another number");
  if (edges_fit()) return;
  throw FieldError(where + ".edges", fmt::format("found {} edges, which are not those of {} inputs "
                                                 "of transform {}",
                                                 edges().size(), width(), constants_.transform));
}

bool NumberTransform::edges_fit() const {
  if (!std::ranges::is_sorted(edges())) return false;
  const Index count = std::ssize(edges());
  if (kind_ == Kind::kBins || kind_ == Kind::kPiecewiseLinear) {
    const bool distinct = std::ranges::adjacent_find(edges()) == edges().end();
    const bool none = width() == 0 && count == 0;
    return distinct && (none || width() == count + (kind_ == Kind::kBins ? 1 : -1));
  }
  const Index expected = kind_ == Kind::kQuantile && width() > 0 ? Index{kRankSteps} + 1 : 0;
  return width() <= 1 && count == expected;
}

double NumberTransform::value(double x) const {
  const double read = constants_.single ? static_cast<double>(static_cast<float>(x)) : x;
  return constants_.log1p ? std::log1p(read) : read;
}

/// Where the value's place among the quantiles is, in 0..1; of equal ones the middle.
double NumberTransform::rank(double value) const {
  const std::vector<double>& edges = constants_.edges;
  const auto first = std::ranges::lower_bound(edges, value);
  const auto behind = std::ranges::upper_bound(edges, value);
  const auto low = static_cast<double>(first - edges.begin());
  if (first != behind) {
    const double high = static_cast<double>(behind - edges.begin()) - 1;
    return (low + high) / 2 / kRankSteps;
  }
  if (first == edges.begin()) return 0;
  if (first == edges.end()) return 1;
  return (low - 1 + (value - first[-1]) / (*first - first[-1])) / kRankSteps;
}

void NumberTransform::encode(double x, float* out) const {
  const std::vector<double>& edges = constants_.edges;
  const double v = std::isnan(x) ? constants_.mean : value(x);
  if (kind_ == Kind::kQuantile) {
    *out = static_cast<float>(rank(v));
  } else if (kind_ == Kind::kPiecewiseLinear) {
    for (std::size_t t = 1; t < edges.size(); ++t) {
      const double share = (v - edges[t - 1]) / (edges[t] - edges[t - 1]);
      *out++ = static_cast<float>(std::clamp(share, 0.0, 1.0));
    }
  } else if (width() > 0) {
    *out = static_cast<float>((v - constants_.shift) / constants_.scale);
  }
}

std::optional<Index> NumberTransform::bin(double x) const {
  if (std::isnan(x)) return std::nullopt;
  return std::ranges::upper_bound(edges(), value(x)) - edges().begin();
}

}  // namespace mmoe
