// SPDX-License-Identifier: Apache-2.0
#include "tuning/search/confirmation.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <set>
#include <string>

#include "tuning/surrogate.h"

namespace mmoe {
namespace {

std::vector<double> finite_values(const Objectives& objectives) {
  std::vector<double> values;
  for (const auto& objective : objectives) {
    if (objective) values.push_back(*objective);
  }
  return values;
}

/// The settings of the trials that finished, each once, with their objectives.
std::vector<Candidate> tried_settings(const TuningStudy& study) {
  std::vector<Candidate> settings;
  for (const StudyTrial& trial : study.trials()) {
    if (!trial.finished) continue;
    auto known = std::ranges::find(settings, trial.proposal.setting, &Candidate::setting);
    if (known == settings.end()) {
      known = settings.insert(known, Candidate{.setting = trial.proposal.setting});
    }
    known->tuning.push_back(trial.objective);
  }
  return settings;
}

/// Positions of the candidates, the least posterior mean first.
std::vector<std::size_t> by_posterior_mean(const TuningStudy& study,
                                           const std::vector<Candidate>& settings) {
  const std::vector<TunedTrial> trials = study.finished_trials();
  const SearchSpace& space = study.tuned().space;
  const Surrogate surrogate(space, trials, study.seed());
  std::vector<TunedTrial> points;
  for (const Candidate& candidate : settings) points.push_back({*candidate.setting, 0});
  const Eigen::VectorXd mean = surrogate.mean_at(coordinates_of(space, points));
  std::vector<std::size_t> order(settings.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, {}, [&](std::size_t i) {
    return finite_values(settings[i].tuning).empty() ? std::numeric_limits<double>::infinity()
                                                     : mean(static_cast<Eigen::Index>(i));
  });
  return order;
}

std::vector<Objectives> tuning_objectives(const std::vector<Candidate>& candidates) {
  std::vector<Objectives> objectives;
  for (const Candidate& candidate : candidates) objectives.push_back(candidate.tuning);
  return objectives;
}

}  // namespace

std::vector<Candidate> candidates_of(const TuningStudy& study, const TuningOptions& options) {
  const std::vector<Candidate> settings = tried_settings(study);
  std::vector<Candidate> chosen;
  if (std::ranges::any_of(settings,
                          [](const Candidate& c) { return !finite_values(c.tuning).empty(); })) {
    std::vector<std::size_t> order = by_posterior_mean(study, settings);
    const std::size_t best = best_candidate(tuning_objectives(settings));
    const auto most = std::min(order.size(), static_cast<std::size_t>(options.candidates));
    if (std::find(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(most), best) ==
        order.begin() + static_cast<std::ptrdiff_t>(most)) {
      order[most - 1] = best;
    }
    std::set<std::string> meanings;
    for (const std::size_t i : order) {
      if (chosen.size() == most || finite_values(settings[i].tuning).empty()) break;
      if (meanings.insert(study.tuned().to_json(*settings[i].setting).dump()).second) {
        chosen.push_back(settings[i]);
      }
    }
  }
  chosen.emplace_back();
  return chosen;
}

std::vector<Trial> fresh_trials(const TuningStudy& study, const Candidate& candidate,
                                const TuningOptions& options) {
  std::vector<Trial> trials;
  for (std::int64_t r = 0; r < options.fresh_runs; ++r) {
    const std::uint32_t run = kFreshRuns + static_cast<std::uint32_t>(r);
    trials.push_back(candidate.setting ? study.trial(*candidate.setting, run)
                                       : study.own_trial(run));
  }
  return trials;
}

Summary summary_of(const Objectives& objectives) { return summarise(finite_values(objectives)); }

std::optional<Optimism> optimism_of(const std::vector<Candidate>& candidates) {
  std::vector<Candidate> tuned = candidates;
  std::erase_if(tuned, [](const Candidate& c) { return !c.setting; });
  if (tuned.empty()) return std::nullopt;
  const std::size_t best = best_candidate(tuning_objectives(tuned));
  const std::optional<double> shown = summary_of(tuned[best].tuning).mean;
  if (!shown || finite_values(tuned[best].fresh).empty()) return std::nullopt;
  std::vector<double> differences = finite_values(tuned[best].fresh);
  for (double& value : differences) value -= *shown;
  return Optimism{best, summarise(differences)};
}

}  // namespace mmoe
