// SPDX-License-Identifier: Apache-2.0
// A study: the search for the settings of one model on one setting of the data, trial by trial.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "experiment/trials/trials.h"
#include "tuning/search/options.h"
#include "tuning/search/suggestion_log.h"

namespace mmoe {

/// The trials of a search have runs of their own, above those that an experiment may ask for
/// (1e9), so that no comparison is made on what a setting was chosen by. Every setting is first
/// trained on run kTuningRuns: on the same data draw and first weights as every other, of all
/// models.
inline constexpr std::uint32_t kTuningRuns = 2'000'000'000;
/// Those of the settings that are trained again in the end.
inline constexpr std::uint32_t kFreshRuns = 3'000'000'000;

/// A trial that was proposed, and what came of it.
struct StudyTrial {
  Proposal proposal;
  bool finished = false;
  std::optional<double> objective = {};  // lower is better; empty if failed or not finished
  std::optional<double> early = {};      // where the training stood on the way (early_objective.h)
};

class TuningStudy {
 public:
  /// `model` and `setting` are positions in the experiment and the data. Throws FieldError where a
  /// value that the space has is none of the option, or a setting has several learning rates.
  TuningStudy(const TunedModel& tuned, const TuningOptions& options, const Experiment& experiment,
              const DataDescription& data, std::size_t setting);

  const TunedModel& tuned() const { return tuned_; }
  std::size_t model() const { return model_; }
  std::size_t setting() const { return setting_; }
  const std::string& setting_key() const { return setting_key_; }
  /// A hash of what its suggestions depend on, results apart.
  const std::string& id() const { return id_; }
  const std::vector<StudyTrial>& trials() const { return trials_; }

  /// Proposes the next trial from the objectives of all before it but the last `lag`: looks it up
  /// in the log, or computes it and writes it there, if `computes`. Empty: it has had all its
  /// trainings, or the trial is not in the log.
  std::optional<Proposal> propose(SuggestionLog& log, bool computes);
  /// Takes over what came of a trial.
  void finish(std::size_t number, const TrialRecord& record);

  /// The trial of a proposal; that of a setting on `run`, to its end; and that of the experiment's
  /// own setting.
  Trial trial(const Proposal& proposal) const;
  Trial trial(const SearchPoint& setting, std::uint32_t run) const;
  Trial own_trial(std::uint32_t run) const;

  /// The trials that have finished, as a surrogate takes them.
  std::vector<TunedTrial> finished_trials() const;
  std::uint64_t seed() const { return seed_; }

 private:
  Proposal compute(std::size_t seen) const;
  std::string prefix(std::size_t seen) const;
  std::uint32_t runs_of(const SearchPoint& setting) const;
  std::vector<TunedTrial> known_trials(std::size_t seen) const;
  ModelSpec spec_of_point(const SearchPoint& point) const;
  Trial trial_of(const SearchPoint& setting, std::uint32_t run,
                 const std::shared_ptr<const ModelSpec>& spec) const;
  std::optional<double> limit(std::size_t seen) const;
  void check_space() const;
  void check_rates(const ModelSpec& spec) const;

  const TunedModel& tuned_;
  const TuningOptions& options_;
  const Experiment& experiment_;
  std::string setting_key_;
  Problem problem_;
  std::size_t model_, setting_;
  std::shared_ptr<const ModelSpec> own_;  // the model as the experiment has it on the setting
  std::uint64_t seed_;
  std::string id_;
  std::vector<SearchPoint> first_;  // what it begins with
  std::vector<StudyTrial> trials_;
};

}  // namespace mmoe
