// SPDX-License-Identifier: Apache-2.0
#include "calibration/coverage.h"

#include <algorithm>
#include <cmath>

#include "claims/equal_medians.h"
#include "statistics/bootstrap.h"
#include "statistics/brown_forsythe.h"
#include "statistics/holm.h"
#include "statistics/looks.h"
#include "statistics/median_interval.h"
#include "statistics/paired.h"
#include "statistics/sample.h"
#include "statistics/sign_test.h"
#include "statistics/signed_rank.h"

namespace mmoe {
namespace {

constexpr std::size_t kFewReplicates = 399;  // enough to tell 0.93 from 0.95
constexpr std::uint64_t kSampleSeed = 20;

/// n members of a population of `members`, with replacement.
std::vector<std::size_t> draw_members(std::size_t members, std::size_t n, std::size_t sample) {
  const Stream stream{kSampleSeed, Purpose::kSample, static_cast<std::uint32_t>(n)};
  std::vector<std::size_t> drawn;
  for (std::size_t i = 0; i < n; ++i) {
    drawn.push_back(uniform_below(stream, sample * n + i, members));
  }
  return drawn;
}

std::vector<double> members_at(const SampledPopulation& population,
                               const std::vector<std::size_t>& drawn) {
  std::vector<double> values;
  for (const std::size_t i : drawn) values.push_back(population.values[i]);
  return values;
}

double mean_log(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += std::log(value);
  return sum / static_cast<double>(values.size());
}

std::optional<Interval> student_of_logs(std::span<const double> values, const Stream&) {
  std::vector<double> logs;
  for (const double value : values) {
    if (!(value > 0)) return {};
    logs.push_back(std::log(value));
  }
  return paired_test(logs).ci95;
}

/// Efron's bootstrap-t: the quantiles of t over replicates take the place of Student's.
std::optional<Interval> bootstrap_t(std::span<const double> values, const Stream& stream) {
  const double center = mean(values);
  const double of_values = standard_deviation(values) / std::sqrt(values.size());
  const Statistic t = [&](std::span<const double> replicate) {
    const double se = standard_deviation(replicate) / std::sqrt(replicate.size());
    return se > 0 ? (mean(replicate) - center) / se : 0.0;
  };
  const std::vector<double> ts = sorted(bootstrap_replicates(values, t, stream, kFewReplicates));
  return Interval{center - quantile(ts, 0.975) * of_values,
                  center - quantile(ts, 0.025) * of_values};
}

std::optional<Interval> bca_of_sd(std::span<const double> values, const Stream& stream) {
  const auto replicates = bootstrap_replicates(values, standard_deviation, stream, kFewReplicates);
  return bca_interval(values, standard_deviation, replicates);
}

}  // namespace

std::vector<IntervalProcedure> interval_procedures() {
  return {{"mean, Student", mean,
           [](std::span<const double> x, const Stream&) { return paired_test(x).ci95; }},
          {"mean, bootstrap-t", mean, bootstrap_t, true},
          {"mean log, Student", mean_log, student_of_logs},
          {"sd, BCa", standard_deviation, bca_of_sd, true},
          {"median, order statistics", median, [](std::span<const double> x, const Stream&) {
             const auto found = median_interval(x);
             return found ? std::optional(found->interval) : std::nullopt;
           }}};
}

std::optional<double> coverage(const IntervalProcedure& procedure,
                               const SampledPopulation& population, std::size_t n,
                               std::size_t samples) {
  const double truth = procedure.parameter(population.values);
  if (!std::isfinite(truth)) return {};
  double held = 0;
  for (std::size_t s = 0; s < samples; ++s) {
    const auto values = members_at(population, draw_members(population.values.size(), n, s));
    const Stream stream{kSampleSeed, Purpose::kBootstrap, static_cast<std::uint32_t>(s)};
    const auto interval = procedure.interval(values, stream);
    if (!interval && s == 0) return {};
    held += interval && interval->low <= truth && truth <= interval->high ? 1 : 0;
  }
  return held / static_cast<double>(samples);
}

std::vector<TestProcedure> test_procedures() {
  const auto signed_rank = [](std::span<const double> x) -> std::optional<double> {
    const auto test = signed_rank_test(x);
    return test ? std::optional(test->p) : std::nullopt;
  };
  const auto sign = [](std::span<const double> x) -> std::optional<double> {
    const auto test = sign_test(x);
    return test ? std::optional(test->p) : std::nullopt;
  };
  return {{"paired t, mean 0", mean, [](std::span<const double> x) { return paired_test(x).p; }},
          {"signed-rank, mean 0", mean, signed_rank},
          {"signed-rank, median 0", median, signed_rank},
          {"sign test, median 0", median, sign}};
}

double false_verdicts(const TestProcedure& test, const std::vector<SampledPopulation>& family,
                      std::size_t n, std::size_t samples) {
  std::vector<double> centers;
  for (const SampledPopulation& population : family)
    centers.push_back(test.center(population.values));
  double wrong = 0;
  for (std::size_t s = 0; s < samples; ++s) {
    std::vector<std::optional<double>> p;
    for (std::size_t k = 0; k < family.size(); ++k) {
      const SampledPopulation& population = family[k];
      auto values = members_at(population, draw_members(population.values.size(), n, s));
      for (double& value : values) value -= centers[k];
      p.push_back(test.p(values));
    }
    const auto adjusted = holm(p);
    wrong += std::ranges::any_of(adjusted, [](const auto& q) { return q && *q <= 0.05; }) ? 1 : 0;
  }
  return wrong / static_cast<double>(samples);
}

std::optional<double> coverage_of_all(const std::vector<SampledPopulation>& family, std::size_t n,
                                      std::size_t samples) {
  const double level = 1 - 0.05 / static_cast<double>(family.size());
  double held = 0;
  for (std::size_t s = 0; s < samples; ++s) {
    bool all = true;
    for (const SampledPopulation& population : family) {
      const auto members = draw_members(population.values.size(), n, s);
      const auto found = median_interval(members_at(population, members), level);
      if (!found) return {};
      const double truth = median(population.values);
      all = all && found->interval.low <= truth && truth <= found->interval.high;
    }
    held += all ? 1 : 0;
  }
  return held / static_cast<double>(samples);
}

namespace {

/// p of a false verdict, from two samples of a population; two-sided, before correction.
using FalseVerdict = std::function<double(std::vector<double>, const std::vector<double>&)>;

double any_false(const std::vector<SampledPopulation>& family, std::size_t n, std::size_t samples,
                 const FalseVerdict& p) {
  double wrong = 0;
  for (std::size_t s = 0; s < samples; ++s) {
    bool any = false;
    for (const SampledPopulation& population : family) {
      const std::size_t members = population.values.size();
      const auto a = members_at(population, draw_members(members, n, 2 * s));
      const auto b = members_at(population, draw_members(members, n, 2 * s + 1));
      any = any || p(a, b) * static_cast<double>(family.size()) <= 0.05;
    }
    wrong += any ? 1 : 0;
  }
  return wrong / static_cast<double>(samples);
}

}  // namespace

double false_spreads(const std::vector<SampledPopulation>& family, std::size_t n,
                     std::size_t samples) {
  return any_false(family, n, samples, [](const auto& a, const auto& b) {
    const auto test = brown_forsythe({a, b});
    return test ? test->p : 1.0;
  });
}

double false_equalities(const std::vector<SampledPopulation>& family, std::size_t n,
                        std::size_t samples) {
  constexpr double kShare = 0.1;
  return any_false(family, n, samples, [](std::vector<double> a, const auto& b) {
    for (double& value : a) value *= (1 + kShare / 2) / (1 - kShare / 2);
    return 2 * test_equal_medians(a, b, kShare).p_for.value_or(1);
  });
}

namespace {

/// Whether a sign test of a family of m is significant at look k = 0, 1, ...
bool is_told_at(std::span<const double> values, std::size_t look, double m,
                const LookedAt& looked) {
  const double share = looked.is_shared ? look_share(look + 1) : 1;
  const auto test = sign_test(values.first(looked.looks[look]));
  return test && test->p * m <= 0.05 * share;
}

std::vector<double> shifted_members(const SampledPopulation& population, double center,
                                    const LookedAt& looked, std::size_t sample) {
  auto values =
      members_at(population, draw_members(population.values.size(), looked.looks.back(), sample));
  for (double& value : values) value -= center;
  return values;
}

}  // namespace

double false_verdicts_of_looks(const std::vector<SampledPopulation>& family, const LookedAt& looked,
                               std::size_t samples) {
  std::vector<double> centers;
  for (const SampledPopulation& population : family) centers.push_back(median(population.values));
  double wrong = 0;
  for (std::size_t s = 0; s < samples; ++s) {
    bool any = false;
    for (std::size_t k = 0; k < family.size() && !any; ++k) {
      const auto values = shifted_members(family[k], centers[k], looked, s);
      for (std::size_t look = 0; look < looked.looks.size() && !any; ++look) {
        any = is_told_at(values, look, static_cast<double>(family.size()), looked);
      }
    }
    wrong += any ? 1 : 0;
  }
  return wrong / static_cast<double>(samples);
}

double coverage_where_told(const SampledPopulation& population, double above,
                           const LookedAt& looked, std::size_t samples) {
  const double center = quantile(sorted(population.values), 1 - above);
  const double truth = median(population.values) - center;
  double held = 0;
  for (std::size_t s = 0; s < samples; ++s) {
    const auto values = shifted_members(population, center, looked, s);
    std::size_t look = 0;
    while (look + 1 < looked.looks.size() && !is_told_at(values, look, 1, looked)) ++look;
    const auto found = median_interval(std::span(values).first(looked.looks[look]));
    held += found && found->interval.low <= truth && truth <= found->interval.high ? 1 : 0;
  }
  return held / static_cast<double>(samples);
}

}  // namespace mmoe
