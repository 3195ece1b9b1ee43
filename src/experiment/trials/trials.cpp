// SPDX-License-Identifier: Apache-2.0
#include "experiment/trials/trials.h"

#include <fmt/format.h>

#include <set>
#include <stdexcept>

#include "base/error.h"

namespace mmoe {

std::string setting_key(const Setting& setting) {
  if (setting.empty()) return "data";
  const auto first = setting.begin();
  const Setting& value = first.value();
  return fmt::format("{}={}", first.key(),
                     value.is_string() ? value.get<std::string>() : value.dump());
}

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

void check_count(const Experiment& experiment, std::size_t settings) {
  double count = 0;
  for (const ModelSpec& spec : experiment.models) {
    count += static_cast<double>(experiment.runs) * static_cast<double>(settings) *
             static_cast<double>(spec.training.learning_rates.size());
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

}  // namespace

std::vector<Trial> expand(const Experiment& experiment, const DataDescription& data) {
  const auto settings = data.settings();
  check_distinct(settings);
  check_count(experiment, settings.size());
  std::vector<Trial> trials;
  for (std::size_t s = 0; s < settings.size(); ++s) {
    const Problem problem = data.problem(s);
    for (std::size_t m = 0; m < experiment.models.size(); ++m) {
      const ModelSpec& spec = experiment.models[m];
      const double cost = training_cost(spec, problem);
      for (const double rate : spec.training.learning_rates) {
        for (std::int64_t run = 0; run < experiment.runs; ++run) {
          trials.push_back({.key = fmt::format("{}/{}/lr={}/run={}", spec.label,
                                               setting_key(settings[s]), rate, run),
                            .model = m,
                            .setting = s,
                            .learning_rate = rate,
                            .run = static_cast<std::uint32_t>(run),
                            .cost = cost});
        }
      }
    }
  }
  return trials;
}

}  // namespace mmoe
