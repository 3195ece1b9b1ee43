// SPDX-License-Identifier: Apache-2.0
// How often an interval printed as 95 % holds what it is of, and how often a family of tests gives
// a false verdict, over samples drawn with replacement from a known population.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "calibration/populations.h"
#include "math/random.h"
#include "statistics/interval.h"

namespace mmoe {

struct IntervalProcedure {
  std::string name;
  std::function<double(std::span<const double>)> parameter;  // of the population
  std::function<std::optional<Interval>(std::span<const double>, const Stream&)> interval;
  bool resamples = false;  // slow: fewer samples are drawn
};

/// Student's and bootstrap-t's interval of the mean, Student's of the mean logarithm, the order
/// statistics' of the median, and BCa's of the standard deviation.
std::vector<IntervalProcedure> interval_procedures();

/// Share of `samples` samples of n values whose interval holds the parameter; empty if the
/// procedure gives none.
std::optional<double> coverage(const IntervalProcedure& procedure,
                               const SampledPopulation& population, std::size_t n,
                               std::size_t samples);

struct TestProcedure {
  std::string name;
  std::function<double(std::span<const double>)> center;  // of the population: what p is against
  std::function<std::optional<double>(std::span<const double>)> p;
};

/// Paired t against the mean; signed-rank against mean and median; sign test against the median.
std::vector<TestProcedure> test_procedures();

/// Share of samples with any Holm-corrected p <= 0.05 in a family of populations, each shifted so
/// that its center is 0 and sampled at the same runs.
double false_verdicts(const TestProcedure& test, const std::vector<SampledPopulation>& family,
                      std::size_t n, std::size_t samples);

/// Share of samples in which the medians' intervals of a family, each at 1 - 0.05 / its size, all
/// hold: what claims print. Empty where n is too few for one.
std::optional<double> coverage_of_all(const std::vector<SampledPopulation>& family, std::size_t n,
                                      std::size_t samples);

/// Share of samples in which any of a family of claims, each at 0.05 / its size, has a verdict that
/// is false. Of each population two samples of n are drawn, apart.
///   spread  both as they are: each verdict that one scatters more is false
///   same    one scaled until the medians are just the margin, a tenth, apart: "the same" is false
double false_spreads(const std::vector<SampledPopulation>& family, std::size_t n,
                     std::size_t samples);
double false_equalities(const std::vector<SampledPopulation>& family, std::size_t n,
                        std::size_t samples);

/// Tests a family at growing numbers of runs.
struct LookedAt {
  std::vector<std::size_t> looks;  // rising
  bool is_shared = true;           // each at its look_share of the level, else all at the level
};

/// Share of samples in which a sign test of the family, each population shifted so that its median
/// is 0 and sampled at the same runs, is significant at any of the looks, at 0.05 / its size.
double false_verdicts_of_looks(const std::vector<SampledPopulation>& family, const LookedAt& looked,
                               std::size_t samples);

/// Share of samples whose 95 % interval of the median holds it, at the first look at which the sign
/// test tells that `above`, a share of the population, is not half of it; at the last if none does.
double coverage_where_told(const SampledPopulation& population, double above,
                           const LookedAt& looked, std::size_t samples);

}  // namespace mmoe
