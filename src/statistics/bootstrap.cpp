// SPDX-License-Identifier: Apache-2.0
#include "statistics/bootstrap.h"

#include <cmath>

#include "base/interrupt.h"
#include "statistics/distributions.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

constexpr std::size_t kFewestValues = 3;

double bias_correction(std::span<const double> replicates, double estimate) {
  double below = 0;
  for (double replicate : replicates) {
    below += replicate < estimate ? 1.0 : replicate == estimate ? 0.5 : 0.0;
  }
  return normal_quantile(below / static_cast<double>(replicates.size()));
}

/// Returns the statistic of `values` without value i, for every i.
std::vector<double> jackknife(std::span<const double> values, const Statistic& statistic) {
  std::vector<double> rest(values.begin() + 1, values.end());
  std::vector<double> result;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (interrupted()) throw Interrupted();
    result.push_back(statistic(rest));
    if (i < rest.size()) rest[i] = values[i];
  }
  return result;
}

/// Returns NaN if the jackknife values are all equal.
double acceleration(std::span<const double> jackknife_values) {
  const double center = mean(jackknife_values);
  double squares = 0;
  double cubes = 0;
  for (double value : jackknife_values) {
    const double u = center - value;
    squares += u * u;
    cubes += u * u * u;
  }
  return cubes / (6 * squares * std::sqrt(squares));
}

}  // namespace

std::vector<double> bootstrap_replicates(std::span<const double> values, const Statistic& statistic,
                                         const Stream& stream, std::size_t resamples) {
  std::vector<double> resample(values.size());
  std::vector<double> replicates;
  replicates.reserve(resamples);
  for (std::size_t b = 0; b < resamples; ++b) {
    if (interrupted()) throw Interrupted();
    for (std::size_t i = 0; i < values.size(); ++i) {
      resample[i] = values[uniform_below(stream, b * values.size() + i, values.size())];
    }
    replicates.push_back(statistic(resample));
  }
  return replicates;
}

std::optional<Interval> bca_interval(std::span<const double> values, const Statistic& statistic,
                                     std::span<const double> replicates) {
  if (!is_sample(values, kFewestValues) || !is_sample(replicates, 1)) return {};
  const double z0 = bias_correction(replicates, statistic(values));
  const double a = acceleration(jackknife(values, statistic));
  if (!std::isfinite(z0) || !std::isfinite(a)) return {};
  const std::vector<double> ascending = sorted(replicates);
  const auto end = [&](double z) {
    return quantile(ascending, normal_cdf(z0 + (z0 + z) / (1 - a * (z0 + z))));
  };
  const double z = normal_quantile((1 + kConfidence) / 2);
  return Interval{end(-z), end(z)};
}

std::optional<Interval> bca_interval(std::span<const double> values, const Statistic& statistic,
                                     const Stream& stream) {
  if (!is_sample(values, kFewestValues)) return {};
  return bca_interval(values, statistic, bootstrap_replicates(values, statistic, stream));
}

}  // namespace mmoe
