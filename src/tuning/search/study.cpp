// SPDX-License-Identifier: Apache-2.0
#include "tuning/search/study.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

#include "base/error.h"
#include "base/sha256.h"
#include "tuning/search/early_objective.h"
#include "tuning/suggestion.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

// Every fourth trial trains the setting that is likely the best once more, up to five runs of it:
// without, the search would settle on one that was lucky.
constexpr std::size_t kReplicateEvery = 4;
constexpr std::uint32_t kMostReplicates = 5;

constexpr double kFailed = std::numeric_limits<double>::infinity();

/// Throws RunError if the experiment lacks it: a search that begins anew writes its models into the
/// log before the store has its trials.
std::size_t position_of_label(const Experiment& experiment, const std::string& label) {
  const auto found = std::ranges::find(experiment.models, label, &ModelSpec::label);
  if (found == experiment.models.end()) {
    throw RunError(
        fmt::format("the search is of model '{}', which the stored experiment lacks; run "
                    "its command again",
                    label));
  }
  return static_cast<std::size_t>(found - experiment.models.begin());
}

/// "experts=4,expert=[32]".
std::string values_text(const PathValues& values) {
  std::string text;
  for (const auto& [path, value] : values) {
    text += fmt::format("{}{}={}", text.empty() ? "" : ",", path, value.dump());
  }
  return text;
}

/// The middle of what was seen: a trial that still runs is taken to be neither good nor bad.
double median_of(std::vector<double> values) {
  std::erase(values, kFailed);
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

}  // namespace

TuningStudy::TuningStudy(const TunedModel& tuned, const TuningOptions& options,
                         const Experiment& experiment, const DataDescription& data,
                         std::size_t setting)
    : tuned_(tuned),
      options_(options),
      experiment_(experiment),
      setting_key_(mmoe::setting_key(data.settings()[setting])),
      problem_(data.problem(setting)),
      model_(position_of_label(experiment, tuned.label)),
      setting_(setting),
      own_(std::make_shared<const ModelSpec>(spec_at(experiment.models[model_], setting_key_))) {
  check_space();
  const std::string name = fmt::format("{}/{}/{}", experiment.seed, tuned.label, setting_key_);
  seed_ = std::stoull(sha256_hex(name).substr(0, 13), nullptr, 16);  // below kLargestSeed
  const ModelSpec& spec = *own_;
  first_ = first_points(options.first, tuned.space, tuned.space_json(), tuned.label, setting_key_);
  const ordered_json made_from = {name,
                                  tuned.space_json(),
                                  options.method,
                                  options.lag,
                                  options.give_up,
                                  first_,
                                  options.objective.metric,
                                  options.objective.task,
                                  options.objective.direction,
                                  data.identity(setting),
                                  spec.options,
                                  spec.training.write()};
  id_ = sha256_hex(made_from.dump());
}

void TuningStudy::check_rates(const ModelSpec& spec) const {
  if (spec.training.learning_rates.size() == 1) return;
  throw FieldError(fmt::format("models[{}].tune", model_),
                   fmt::format("a setting has {} learning rates; expected one: set one in training",
                               spec.training.learning_rates.size()));
}

void TuningStudy::check_space() const {
  check_rates(*own_);
  const SearchSpace& space = tuned_.space;
  const SearchPoint centre = space.setting_at(Eigen::VectorXd::Constant(space.dimensions(), 0.5));
  for (Eigen::Index k = 0; k < space.dimensions(); ++k) {
    const std::int64_t last = space.levels(k) - 1;
    for (const std::int64_t level :
         {std::int64_t{0}, last / 3, last}) {  // a third lies between whole numbers
      SearchPoint point = centre;
      point[static_cast<std::size_t>(k)] = level;
      check_rates(spec_of_point(point));
      const Dependence& depends = tuned_.dependences[static_cast<std::size_t>(k)];
      if (depends.kind == Dependence::Kind::kNone) continue;
      for (const std::int64_t other : {std::int64_t{0}, space.levels(depends.other) - 1}) {
        point[static_cast<std::size_t>(depends.other)] = other;
        check_rates(spec_of_point(point));
      }
    }
  }
}

ModelSpec TuningStudy::spec_of_point(const SearchPoint& point) const {
  return with_overrides(*own_, tuned_.values(point), fmt::format("models[{}]", model_));
}

Trial TuningStudy::trial_of(const SearchPoint& setting, std::uint32_t run,
                            const std::shared_ptr<const ModelSpec>& spec) const {
  return {.key = fmt::format("{}/{}/{}/run={}", tuned_.label, setting_key_,
                             values_text(tuned_.values(setting)), run),
          .model = model_,
          .setting = setting_,
          .learning_rate = spec->training.learning_rates.front(),
          .run = run,
          .cost = training_cost(*spec, problem_),
          .settings = spec};
}

Trial TuningStudy::trial(const SearchPoint& setting, std::uint32_t run) const {
  return trial_of(setting, run, std::make_shared<ModelSpec>(spec_of_point(setting)));
}

Trial TuningStudy::trial(const Proposal& proposal) const {
  ModelSpec spec = spec_of_point(proposal.setting);
  if (proposal.give_up_above) {
    spec.training.give_up_after = decisive_step(spec.training, options_.give_up);
    spec.training.give_up_above = *proposal.give_up_above;
  }
  return trial_of(proposal.setting, kTuningRuns + proposal.run,
                  std::make_shared<ModelSpec>(std::move(spec)));
}

Trial TuningStudy::own_trial(std::uint32_t run) const {
  const ModelSpec& spec = *own_;
  const double rate = spec.training.learning_rates.front();
  return {.key = fmt::format("{}/{}/lr={}/run={}", tuned_.label, setting_key_, rate, run),
          .model = model_,
          .setting = setting_,
          .learning_rate = rate,
          .run = run,
          .cost = training_cost(spec, problem_),
          .settings = own_};
}

std::optional<Proposal> TuningStudy::propose(SuggestionLog& log, bool computes) {
  if (trials_.size() == static_cast<std::size_t>(options_.trainings)) return std::nullopt;
  const auto lag = static_cast<std::size_t>(options_.lag);
  const std::size_t seen = trials_.size() > lag ? trials_.size() - lag : 0;
  const std::string made_from = prefix(seen);
  const auto number = static_cast<std::int64_t>(trials_.size());
  auto proposal = log.find(id_, number, made_from);
  if (!proposal && computes) {
    const auto start = std::chrono::steady_clock::now();
    proposal = compute(seen);
    if (proposal->run == 0) proposal->give_up_above = limit(seen);
    proposal->seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    log.put(id_, number, made_from, *proposal);
  }
  if (proposal) trials_.push_back({.proposal = *proposal});
  return proposal;
}

void TuningStudy::finish(std::size_t number, const TrialRecord& record) {
  StudyTrial& trial = trials_[number];
  trial.finished = true;
  trial.objective = options_.objective.of(record);
  if (options_.give_up == 0 || trial.proposal.run > 0) return;
  const TrainingOptions training = spec_of_point(trial.proposal.setting).training;
  const bool apart = experiment_.models[model_].entry->independent_tasks;
  trial.early = early_objective(record, training, apart, decisive_step(training, options_.give_up));
}

/// What the next training has to reach: nothing as long as few are known, or for one more run of a
/// setting, whose value is wanted whatever it is.
std::optional<double> TuningStudy::limit(std::size_t seen) const {
  std::vector<std::optional<double>> early;
  for (std::size_t k = 0; k < seen; ++k) early.push_back(trials_[k].early);
  return options_.give_up > 0 ? give_up_limit(early) : std::nullopt;
}

std::vector<TunedTrial> TuningStudy::known_trials(std::size_t seen) const {
  std::vector<TunedTrial> known;
  std::vector<double> objectives;
  for (std::size_t k = 0; k < seen; ++k) {
    objectives.push_back(trials_[k].objective.value_or(kFailed));
  }
  const double unknown = median_of(objectives);
  for (std::size_t k = 0; k < trials_.size(); ++k) {
    known.push_back({trials_[k].proposal.setting, k < seen ? objectives[k] : unknown});
  }
  return known;
}

std::vector<TunedTrial> TuningStudy::finished_trials() const {
  std::vector<TunedTrial> finished;
  for (const StudyTrial& trial : trials_) {
    if (!trial.finished) continue;
    finished.push_back({trial.proposal.setting, trial.objective.value_or(kFailed)});
  }
  return finished;
}

std::uint32_t TuningStudy::runs_of(const SearchPoint& setting) const {
  return static_cast<std::uint32_t>(std::ranges::count_if(
      trials_, [&](const StudyTrial& trial) { return trial.proposal.setting == setting; }));
}

Proposal TuningStudy::compute(std::size_t seen) const {
  if (trials_.size() < first_.size()) return {first_[trials_.size()], 0};
  const std::vector<TunedTrial> known = known_trials(seen);
  const TuningMethod method = options_.search_method();
  const bool replicates = method == TuningMethod::kGaussianProcess && seen > 0 &&
                          known.size() >= design_size(tuned_.space) &&
                          known.size() % kReplicateEvery == kReplicateEvery - 1;
  if (replicates) {
    const TunedTrial& best = known[recommend(tuned_.space, known, seed_)];
    const std::uint32_t runs = runs_of(best.setting);
    if (best.objective < kFailed && runs < kMostReplicates) return {best.setting, runs};
  }
  if (const auto setting = suggest(tuned_.space, known, seed_, method)) return {*setting, 0};
  // Every setting was tried: the likely best once more.
  const SearchPoint& best = known[recommend(tuned_.space, known, seed_)].setting;
  return {best, runs_of(best)};
}

std::string TuningStudy::prefix(std::size_t seen) const {
  Sha256 hash;
  hash.update(id_);
  std::vector<double> objectives;
  for (std::size_t k = 0; k < trials_.size(); ++k) {
    update_values(hash, trials_[k].proposal.setting);
    hash.update(std::to_string(trials_[k].proposal.run));
    if (k >= seen) continue;
    objectives.push_back(trials_[k].objective.value_or(kFailed));
    objectives.push_back(trials_[k].early.value_or(kFailed));
  }
  update_values(hash, objectives);
  return hash.hex();
}

}  // namespace mmoe
