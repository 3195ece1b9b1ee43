// SPDX-License-Identifier: Apache-2.0
#include "tuning/search/outcome.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "experiment/store/data_snapshot.h"
#include "experiment/store/store.h"
#include "experiment/trials/identity.h"
#include "tuning/search/option_importance.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

/// Looks up records of trials as the program that wrote the store would.
class RecordFinder {
 public:
  RecordFinder(const TuningOutcome& outcome, Store& store, ordered_json signatures)
      : outcome_(outcome), store_(store), signatures_(std::move(signatures)) {}

  std::optional<TrialRecord> operator()(const Trial& trial) {
    const auto text =
        store_.find(trial_identity(outcome_.experiment, *outcome_.data, trial, signatures_));
    return text ? std::optional(read_record(*text)) : std::nullopt;
  }

 private:
  const TuningOutcome& outcome_;
  Store& store_;
  ordered_json signatures_;
};

/// Follows each study's log up to the first suggestion that is not there: a shard has some studies
/// alone.
void replay(TuningOutcome& outcome, SuggestionLog& log, RecordFinder& find) {
  for (TuningStudy& study : make_studies(outcome.plan, outcome.experiment, *outcome.data)) {
    std::vector<TrialRecord> records;
    for (std::size_t n = 0; const auto proposal = study.propose(log, /*computes=*/false); ++n) {
      const auto record = find(study.trial(*proposal));
      if (!record) continue;  // it still runs
      study.finish(n, *record);
      records.push_back(*record);
    }
    outcome.studies.push_back({.study = std::move(study), .records = std::move(records)});
  }
}

/// What is believed of the options after the trials so far.
void add_beliefs(StudyOutcome& outcome) {
  const std::vector<TunedTrial> trials = outcome.study.finished_trials();
  if (trials.empty()) return;
  const SearchSpace& space = outcome.study.tuned().space;
  const Surrogate surrogate(space, trials, outcome.study.seed());
  outcome.importances = option_importances(space, surrogate);
  const SearchPoint& best = trials[recommend(space, trials, surrogate)].setting;
  outcome.slices = option_slices(space, surrogate, trials, best);
  outcome.map = option_map(space, surrogate, trials, best, outcome.importances);
  outcome.history = best_so_far(space, surrogate, trials);
}

/// The candidates of a search that has ended, and the winner once all of their trials are there.
void add_ending(StudyOutcome& outcome, const TuningOptions& options, RecordFinder& find) {
  if (outcome.records.size() < static_cast<std::size_t>(options.trainings)) return;
  outcome.candidates = candidates_of(outcome.study, options);
  std::vector<std::vector<TrialRecord>> records;
  std::vector<Objectives> fresh;
  bool complete = true;
  for (Candidate& candidate : outcome.candidates) {
    std::vector<TrialRecord>& found = records.emplace_back();
    for (const Trial& trial : fresh_trials(outcome.study, candidate, options)) {
      const auto record = find(trial);
      complete = complete && record;
      if (!record) continue;
      candidate.fresh.push_back(options.objective.of(*record));
      outcome.fresh_cost += trial.cost;
      outcome.fresh_seconds += record->seconds;
      found.push_back(*record);
    }
    fresh.push_back(candidate.fresh);
  }
  if (!complete) return;
  outcome.best = best_candidate(fresh);
  outcome.winner = std::move(records[*outcome.best]);
}

}  // namespace

bool TuningOutcome::complete() const {
  return std::ranges::all_of(studies,
                             [](const StudyOutcome& study) { return study.best.has_value(); });
}

std::vector<TuningStudy> make_studies(const TuningPlan& plan, const Experiment& experiment,
                                      const DataDescription& data) {
  std::vector<TuningStudy> studies;
  std::vector<std::pair<std::string, std::string>> names;
  for (std::size_t s = 0; s < data.settings().size(); ++s) {
    for (const TunedModel& tuned : plan.models) {
      names.emplace_back(tuned.label, setting_key(data.settings()[s]));
      studies.emplace_back(tuned, plan.options, experiment, data, s);
    }
  }
  check_first_settings(plan.options.first, names);
  return studies;
}

std::unique_ptr<TuningOutcome> read_tuning_outcome(const std::filesystem::path& folder) {
  SuggestionLog log(folder, SuggestionLog::Mode::kRead);
  Store store(folder, Store::Mode::kRead);
  const StoreContents contents = store.contents();
  auto outcome = std::make_unique<TuningOutcome>();
  outcome->config = log.config();
  outcome->plan = read_tuning({outcome->config, {}});
  outcome->experiment = read_experiment(contents.experiment);
  outcome->data = std::make_unique<DataSnapshot>(contents.data);
  RecordFinder find(*outcome, store, contents.signatures);
  replay(*outcome, log, find);
  for (StudyOutcome& study : outcome->studies) {
    add_beliefs(study);
    add_ending(study, outcome->plan.options, find);
  }
  return outcome;
}

}  // namespace mmoe
