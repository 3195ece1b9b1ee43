// SPDX-License-Identifier: Apache-2.0
#include "results/difference_errors.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "results/runs.h"
#include "statistics/distributions.h"
#include "statistics/paired.h"
#include "statistics/row_blocks.h"
#include "statistics/summary.h"

namespace mmoe {
namespace {

using ByRun = std::map<RunId, const TrialRecord*>;

ByRun by_run(const std::vector<const TrialRecord*>& trials) {
  ByRun runs;
  for (const TrialRecord* trial : trials) runs[{trial->seed, trial->run}] = trial;
  return runs;
}

const std::vector<double>* kept_blocks(const TrialRecord& trial, const std::string& metric,
                                       const std::string& task, const char* of) {
  const auto found = std::ranges::find_if(trial.test_blocks, [&](const TestBlocks& blocks) {
    return blocks.task == task && blocks.metric == metric && blocks.of == of;
  });
  return found == trial.test_blocks.end() ? nullptr : &found->blocks;
}

ErrorSource error_source(double mean, double error, double dof) {
  return {.error = error, .p = error > 0 ? student_two_sided(mean / error, dof) : 1};
}

/// Trials of both models in one run, and the difference of their values.
struct TrialPair {
  const TrialRecord *a, *b;
  double difference;
};

std::vector<TrialPair> pairs_of(const std::vector<const TrialRecord*>& a,
                                const std::vector<const TrialRecord*>& b, const std::string& metric,
                                const std::string& task) {
  std::vector<TrialPair> pairs;
  const ByRun others = by_run(b);
  for (const auto& [run, trial] : by_run(a)) {
    const auto other = others.find(run);
    if (other == others.end()) continue;
    const auto x = metric_of(*trial, metric, kTestSplit, task);
    const auto y = metric_of(*other->second, metric, kTestSplit, task);
    if (x && y) pairs.push_back({trial, other->second, *x - *y});
  }
  return pairs;
}

}  // namespace

std::optional<DifferenceErrors> difference_errors(const std::vector<const TrialRecord*>& a,
                                                  const std::vector<const TrialRecord*>& b,
                                                  const std::string& metric,
                                                  const std::string& task) {
  const std::vector<TrialPair> pairs = pairs_of(a, b, metric, task);
  std::vector<double> values;
  for (const TrialPair& pair : pairs) values.push_back(pair.difference);
  const Summary summary = summarise(values);
  if (!summary.mean) return std::nullopt;
  const double mean = *summary.mean;
  const auto n = static_cast<double>(values.size());
  // Given the models, runs' test rows are independent: the variance of a mean of n is their
  // variances' sum / n^2.
  const auto over_rows = [&](const char* of) -> std::optional<ErrorSource> {
    double variance = 0, dof = 0;
    for (const TrialPair& pair : pairs) {
      const auto* x = kept_blocks(*pair.a, metric, task, of);
      const auto* y = kept_blocks(*pair.b, metric, task, of);
      if (x == nullptr || y == nullptr || x->size() != y->size() || x->size() < 2) return {};
      variance += block_variance(differences(*x, *y)) / (n * n);
      dof += static_cast<double>(x->size() - 1);
    }
    return error_source(mean, std::sqrt(variance), dof);
  };
  DifferenceErrors found{.runs = values.size(),
                         .mean = mean,
                         .of_rows = over_rows(kOfRows),
                         .of_groups = over_rows(kOfGroups),
                         .of_runs = {}};
  if (const auto error = standard_error(summary)) found.of_runs = error_source(mean, *error, n - 1);
  return found;
}

}  // namespace mmoe
