// SPDX-License-Identifier: Apache-2.0
#include "experiment/trials/cost_estimate.h"

#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <utility>

#include "base/interrupt.h"
#include "experiment/trials/run_trial.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

/// Seconds that the processor gave this thread: what other programs take does not count.
double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

struct TrialCost {
  double step = 0, evaluation = 0;  // each
  double rest = 0;                  // all else: buffers, first weights, the last evaluation
};

/// Times the steps of a short trial one by one: what comes before and after them may take a
/// thousand times as long as a step, as with a million test rows, and no difference of whole trials
/// would tell a step from its noise.
TrialCost time_trial(const Experiment& experiment, const DataSet& data, const Trial& trial) {
  constexpr std::int64_t kEvery = 8;
  const auto settings = std::make_shared<ModelSpec>(spec_of(experiment, trial));
  settings->training.steps = 2 * kEvery + 1;
  settings->training.evaluate_every = kEvery;
  Trial shorter = trial;
  shorter.settings = settings;
  std::vector<double> marks;  // one before the trainings begin, one before each step
  const double start = thread_seconds();
  run_together(experiment, data, {&shorter}, [&marks] {
    marks.push_back(thread_seconds());
    return std::size_t{1};
  });
  const double total = thread_seconds() - start;
  std::vector<double> plain, evaluated;
  for (std::size_t step = 1; step + 1 < marks.size(); ++step) {
    (step % kEvery == 0 ? evaluated : plain).push_back(marks[step + 1] - marks[step]);
  }
  if (evaluated.empty()) return {.rest = total};  // it diverged at once
  TrialCost cost{.step = median(plain)};
  cost.evaluation = std::max(0.0, median(evaluated) - cost.step);
  const double last = cost.step + cost.evaluation;
  cost.rest = std::max(0.0, total - (marks.back() - marks[1]) - last);
  return cost;
}

/// Returns the seconds of the trial, from short ones that are repeated for `least_seconds`: the
/// least of each part, as other load on the machine, which empties caches, only adds to it. Where
/// one takes long it is enough.
double calibrate(const Experiment& experiment, const DataSet& data, const Trial& trial,
                 double least_seconds) {
  constexpr int kRepeats = 3;
  constexpr double kLongRound = 1;
  const auto start = std::chrono::steady_clock::now();
  const auto elapsed = [&start] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  TrialCost least = time_trial(experiment, data, trial);
  for (int repeat = 1; repeat < kRepeats || elapsed() < least_seconds; ++repeat) {
    if (elapsed() > kLongRound) break;
    if (interrupted()) throw Interrupted();
    const TrialCost again = time_trial(experiment, data, trial);
    for (double TrialCost::*part : {&TrialCost::step, &TrialCost::evaluation, &TrialCost::rest}) {
      least.*part = std::min(least.*part, again.*part);
    }
  }
  const TrainingOptions& training = spec_of(experiment, trial).training;
  const auto evaluations = (training.steps + training.evaluate_every - 1) / training.evaluate_every;
  return least.rest + least.step * static_cast<double>(training.steps) +
         least.evaluation * static_cast<double>(evaluations);
}

}  // namespace

std::vector<double> estimate_seconds(const Experiment& experiment, const DataSet& data,
                                     const std::vector<Trial>& trials, double least_seconds) {
  // Seconds per unit of cost, by model and, where it differs there, setting.
  std::map<std::pair<std::size_t, std::optional<std::size_t>>, double> rates;
  std::vector<double> seconds;
  for (const Trial& trial : trials) {
    const auto what = std::pair(
        trial.model, trial.settings ? std::optional(trial.setting) : std::optional<std::size_t>());
    auto rate = rates.find(what);
    if (rate == rates.end()) {
      const double whole = calibrate(experiment, data, trial, least_seconds);
      rate = rates.emplace(what, whole / trial.cost).first;
    }
    seconds.push_back(rate->second * trial.cost);
  }
  return seconds;
}

double estimate_wall_time(const std::vector<double>& seconds, std::size_t jobs) {
  if (seconds.empty()) return 0;
  const double sum = std::accumulate(seconds.begin(), seconds.end(), 0.0);
  return std::max(sum / static_cast<double>(jobs),
                  *std::max_element(seconds.begin(), seconds.end()));
}

}  // namespace mmoe
