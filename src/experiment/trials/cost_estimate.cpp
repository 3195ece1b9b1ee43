// SPDX-License-Identifier: Apache-2.0
#include "experiment/trials/cost_estimate.h"

#include <time.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <map>
#include <numeric>

#include "base/interrupt.h"
#include "experiment/trials/run_trial.h"

namespace mmoe {
namespace {

/// Seconds that the processor gave this thread: what other programs take does not count.
double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Returns the seconds of the trial with `steps` steps and evaluations at the given interval.
double timed(const Experiment& experiment, const DataSet& data, const Trial& trial,
             std::int64_t steps, std::int64_t evaluate_every) {
  const auto settings = std::make_shared<ModelSpec>(spec_of(experiment, trial));
  settings->training.steps = steps;
  settings->training.evaluate_every = evaluate_every;
  Trial shorter = trial;
  shorter.settings = settings;
  const double start = thread_seconds();
  run_trial(experiment, data, shorter);
  return thread_seconds() - start;
}

/// The least of several timings: other load on the machine, which empties caches, only adds to one.
class LeastTime {
 public:
  void add(double seconds) { least_ = std::min(least_, seconds); }
  double seconds() const { return least_; }

 private:
  double least_ = std::numeric_limits<double>::infinity();
};

/// Solves T(steps, evaluations) = fixed + a steps + b evaluations from three trials, repeated for
/// `least_seconds`; where one round takes long, as with a million test rows, it is enough.
double calibrate(const Experiment& experiment, const DataSet& data, const Trial& trial,
                 double least_seconds) {
  constexpr std::int64_t kSteps = 8;
  constexpr std::int64_t kEvaluations = 4;
  constexpr int kRepeats = 3;
  constexpr double kLongRound = 1;
  const auto start = std::chrono::steady_clock::now();
  const auto elapsed = [&start] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  LeastTime brief, longer, watched;
  for (int repeat = 0; repeat < kRepeats || elapsed() < least_seconds; ++repeat) {
    if (repeat > 0 && elapsed() > kLongRound) break;
    if (interrupted()) throw Interrupted();
    brief.add(timed(experiment, data, trial, kSteps, kSteps));
    longer.add(timed(experiment, data, trial, 3 * kSteps, 3 * kSteps));
    watched.add(timed(experiment, data, trial, kSteps, kSteps / kEvaluations));
  }
  const double step = std::max(0.0, (longer.seconds() - brief.seconds()) / (2 * kSteps));
  const double evaluation =
      std::max(0.0, (watched.seconds() - brief.seconds()) / (kEvaluations - 1));
  const double fixed = std::max(0.0, brief.seconds() - kSteps * step - evaluation);
  const TrainingOptions& training = spec_of(experiment, trial).training;
  const auto evaluations = (training.steps + training.evaluate_every - 1) / training.evaluate_every;
  return fixed + step * static_cast<double>(training.steps) +
         evaluation * static_cast<double>(evaluations);
}

}  // namespace

std::vector<double> estimate_seconds(const Experiment& experiment, const DataSet& data,
                                     const std::vector<Trial>& trials, double least_seconds) {
  std::map<std::size_t, double> rates;  // seconds per unit of cost, by model
  std::vector<double> seconds;
  for (const Trial& trial : trials) {
    auto rate = rates.find(trial.model);
    if (rate == rates.end()) {
      rate =
          rates.emplace(trial.model, calibrate(experiment, data, trial, least_seconds) / trial.cost)
              .first;
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
