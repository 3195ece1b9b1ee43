// SPDX-License-Identifier: Apache-2.0
#include "experiment/trials/trials.h"

#include <fmt/format.h>

#include <memory>
#include <set>
#include <stdexcept>

#include "base/error.h"

namespace mmoe {

const ModelSpec& spec_of(const Experiment& experiment, const Trial& trial) {
  return trial.settings ? *trial.settings : experiment.models[trial.model];
}

double training_cost(const ModelSpec& spec, const Problem& problem) {
  const auto model = spec.entry->make_float(spec.options, problem);
  return static_cast<double>(model->layout().parameter_count()) *
         static_cast<double>(spec.training.steps + 1) * static_cast<double>(spec.training.batch);
}

namespace {

constexpr double kMostTrials = 1e6;  // a record and its curve are a few kilobytes each

void check_count(const Experiment& experiment, const std::vector<Setting>& settings) {
  double count = 0;
  for (const ModelSpec& spec : experiment.models) {
    for (const Setting& setting : settings) {
      const auto rates = spec_at(spec, setting_key(setting)).training.learning_rates.size();
      count +=
          static_cast<double>(experiment.runs + experiment.pilot_runs) * static_cast<double>(rates);
    }
  }
  if (count > kMostTrials) {
    throw FieldError("runs", fmt::format("found {} runs, {:.0f} trials in all; expected at most "
                                         "{:.0f}: use fewer runs, or split the experiment",
                                         experiment.runs, count, kMostTrials));
  }
}

/// Labels, learning rates and runs are already distinct, so distinct settings make all keys
/// distinct.
void check_distinct(const std::vector<Setting>& settings) {
  std::set<std::string> keys;
  for (const Setting& setting : settings) {
    if (!keys.insert(setting_key(setting)).second) {
      throw std::logic_error("two settings have the key " + setting_key(setting));
    }
  }
}

/// Runs with consecutive numbers.
struct RunRange {
  const char* name;  // in keys
  std::uint32_t first;
  std::int64_t count;
};

/// The trials of a model on a setting.
void add_trials(std::vector<Trial>& trials, const ModelSpec& spec, Trial common,
                const std::string& setting, const RunRange& runs) {
  for (const double rate : spec.training.learning_rates) {
    for (std::int64_t i = 0; i < runs.count; ++i) {
      common.key = fmt::format("{}/{}/lr={}/{}={}", spec.label, setting, rate, runs.name, i);
      common.learning_rate = rate;
      common.run = runs.first + static_cast<std::uint32_t>(i);
      trials.push_back(common);
    }
  }
}

std::vector<Trial> expand_runs(const Experiment& experiment, const DataDescription& data,
                               const RunRange& runs, std::size_t least_rates) {
  const auto settings = data.settings();
  check_distinct(settings);
  check_count(experiment, settings);
  std::vector<Trial> trials;
  for (std::size_t s = 0; s < settings.size(); ++s) {
    const Problem problem = data.problem(s);
    for (std::size_t m = 0; m < experiment.models.size(); ++m) {
      const std::string key = setting_key(settings[s]);
      const ModelSpec& entry = experiment.models[m];
      const auto own = std::make_shared<const ModelSpec>(spec_at(entry, key));
      if (own->training.learning_rates.size() < least_rates) continue;
      const Trial common = {.key = "",
                            .model = m,
                            .setting = s,
                            .cost = training_cost(*own, problem),
                            .settings = entry.at.contains(key) ? own : nullptr};
      add_trials(trials, *own, common, key, runs);
    }
  }
  return trials;
}

}  // namespace

std::vector<Trial> expand(const Experiment& experiment, const DataDescription& data) {
  return expand_runs(experiment, data, {"run", 0, experiment.runs}, 1);
}

std::vector<Trial> expand_pilots(const Experiment& experiment, const DataDescription& data) {
  return expand_runs(experiment, data, {"pilot", kFirstPilotRun, experiment.pilot_runs}, 2);
}

}  // namespace mmoe
