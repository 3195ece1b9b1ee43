// SPDX-License-Identifier: Apache-2.0
#include "tuning/search/summary.h"

#include <algorithm>
#include <map>

#include "base/atomic_file.h"
#include "results/result.h"
#include "results/schemas.h"
#include "statistics/or_null.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

ordered_json budget_json(const StudyOutcome& outcome, const TuningOptions& options) {
  double cost = 0, seconds = 0, tuner_seconds = 0;
  std::size_t diverged = 0, given_up = 0, r = 0;
  for (const StudyTrial& trial : outcome.study.trials()) {
    tuner_seconds += trial.proposal.seconds;
    if (!trial.finished) continue;
    const TrialRecord& record = outcome.records[r++];
    const Trial whole = outcome.study.trial(trial.proposal);
    const TrainingOptions& training = whole.settings->training;
    const auto steps = static_cast<double>(training.steps);
    const auto done = record.curve.step.empty() ? training.steps : record.curve.step.back();
    cost += whole.cost * std::min(1.0, static_cast<double>(done) / std::max(1.0, steps));
    const bool at_limit = done < training.steps && done >= training.give_up_after &&
                          done - training.evaluate_every < training.give_up_after;
    const bool above = !trial.early || *trial.early > training.give_up_above;
    given_up += training.give_up_after > 0 && record.ok && at_limit && above ? 1 : 0;
    seconds += record.seconds;
    diverged += record.ok ? 0 : 1;
  }
  return {{"trainings", options.trainings},
          {"finished", outcome.records.size()},
          {"diverged", diverged},
          {"given_up", given_up},
          {"cost", cost},
          {"seconds", seconds},
          {"tuner_seconds", tuner_seconds},
          {"fresh_cost", outcome.fresh_cost},
          {"fresh_seconds", outcome.fresh_seconds}};
}

/// Where each option of a setting lies in its range.
std::vector<double> places_of(const StudyOutcome& outcome, const SearchPoint& setting) {
  const Eigen::VectorXd places = outcome.study.tuned().space.coordinates(setting);
  return {places.begin(), places.end()};
}

/// The trials that finished.
void add_search_trials(ordered_json& json, const StudyOutcome& outcome) {
  json["trials"] = ordered_json::array();
  std::size_t r = 0;
  const auto& trials = outcome.study.trials();
  for (std::size_t number = 0; number < trials.size(); ++number) {
    const StudyTrial& trial = trials[number];
    if (!trial.finished) continue;
    const TrialRecord& record = outcome.records[r++];
    json["trials"].push_back({{"number", number},
                              {"run", trial.proposal.run},
                              {"settings", outcome.study.tuned().to_json(trial.proposal.setting)},
                              {"places", places_of(outcome, trial.proposal.setting)},
                              {"status", record.status()},
                              {"objective", or_null(trial.objective)},
                              {"seconds", record.seconds}});
  }
}

/// The best objective after each trial, what is believed of it, and the best of all.
void add_history(ordered_json& json, const StudyOutcome& outcome) {
  json["history"] = ordered_json::array();
  json["believed"] = ordered_json::array();
  for (const auto& step : outcome.history) {
    json["history"].push_back(step ? ordered_json(step->objective) : ordered_json());
    json["believed"].push_back(step ? ordered_json({step->believed.low, step->believed.high})
                                    : ordered_json());
  }
  if (outcome.history.empty() || !outcome.history.back()) return;
  const std::size_t best = outcome.history.back()->trial;
  json["best_so_far"] = {{"settings", json["trials"][best]["settings"]},
                         {"objective", json["trials"][best]["objective"]}};
}

/// What is predicted over the two options that matter most.
void add_map(ordered_json& json, const StudyOutcome& outcome) {
  if (!outcome.map) return;
  const OptionMap& map = *outcome.map;
  json["map"] = {{"options", {map.x, map.y}},
                 {"places", {map.x_places, map.y_places}},
                 {"objective", map.means}};
}

ordered_json options_json(const StudyOutcome& outcome) {
  ordered_json list = ordered_json::array();
  for (std::size_t k = 0; k < outcome.importances.size(); ++k) {
    const OptionSlice& slice = outcome.slices[k];
    list.push_back(
        {{"path", outcome.study.tuned().space.option(static_cast<Eigen::Index>(k)).path},
         {"importance", outcome.importances[k]},
         {"slice",
          {{"values", slice.values}, {"places", slice.places}, {"objective", slice.means}}}});
  }
  return list;
}

/// The metrics of the winner on the test set, over its fresh runs.
ordered_json test_json(const std::vector<TrialRecord>& records) {
  std::map<std::pair<std::string, std::string>, std::vector<double>> values;
  for (const TrialRecord& record : records) {
    for (const TrialMetric& metric : record.metrics) {
      if (metric.split == "test" && metric.value) {
        values[{metric.task, metric.metric}].push_back(*metric.value);
      }
    }
  }
  ordered_json list = ordered_json::array();
  for (const auto& [name, numbers] : values) {
    ordered_json summary = {{"task", name.first}, {"metric", name.second}};
    summary.update(to_json(summarise(numbers)));
    list.push_back(std::move(summary));
  }
  return list;
}

/// How the search ended, once all trials are there.
void add_ending_json(ordered_json& json, const StudyOutcome& outcome) {
  if (!outcome.best) return;
  json["candidates"] = ordered_json::array();
  for (const Candidate& candidate : outcome.candidates) {
    const TunedModel& tuned = outcome.study.tuned();
    json["candidates"].push_back(
        {{"settings", candidate.setting ? tuned.to_json(*candidate.setting) : ordered_json()},
         {"tuning", or_null(summary_of(candidate.tuning).mean)},
         {"fresh", to_json(summary_of(candidate.fresh))}});
  }
  json["best"] = *outcome.best;
  json["optimism"] = nullptr;
  if (const auto optimism = optimism_of(outcome.candidates)) {
    json["optimism"] = {{"candidate", optimism->candidate}};
    json["optimism"].update(to_json(optimism->difference));
  }
  json["test"] = test_json(outcome.winner);
}

/// Whether the objective is minus what people know: of an AUC, or of what else is maximised.
bool is_negated(const StudyOutcome& outcome, const TuningOutcome& all) {
  const TunedObjective& objective = all.plan.options.objective;
  if (!objective.metric.empty()) return objective.is_maximised();
  return all.experiment.models[outcome.study.model()].training.objective == "main-auc";
}

ordered_json study_outcome_json(const StudyOutcome& outcome, const TuningOutcome& all) {
  const TuningOptions& options = all.plan.options;
  ordered_json json = {{"model", outcome.study.tuned().label},
                       {"setting", all.data->settings()[outcome.study.setting()]},
                       {"method", options.method},
                       {"negated", is_negated(outcome, all)},
                       {"space", outcome.study.tuned().space_json()},
                       {"budget", budget_json(outcome, options)}};
  add_search_trials(json, outcome);
  add_history(json, outcome);
  json["options"] = options_json(outcome);
  add_map(json, outcome);
  add_ending_json(json, outcome);
  return json;
}

}  // namespace

ordered_json tuning_json(const TuningOutcome& outcome) {
  ordered_json studies = ordered_json::array();
  for (const StudyOutcome& study : outcome.studies) {
    studies.push_back(study_outcome_json(study, outcome));
  }
  return {{"schema", kTuningSchema},        {"schema_version", kTuningSchemaVersion},
          {"experiment", outcome.config},   {"environment", describe_environment()},
          {"complete", outcome.complete()}, {"studies", studies}};
}

double shown_objective(const ordered_json& study, const ordered_json& objective) {
  const auto value = objective.get<double>();
  return study.at("negated").get<bool>() ? -value : value;
}

std::filesystem::path tuning_file(const std::filesystem::path& folder, const std::string& name) {
  return folder / (name + ".json");
}

WrittenTuning write_tuning(const TuningOutcome& outcome, const std::filesystem::path& folder) {
  WrittenTuning written{tuning_json(outcome), tuning_file(folder, outcome.experiment.name)};
  write_file_atomically(written.file, object_text(written.summary), kTuningFile);
  return written;
}

}  // namespace mmoe
