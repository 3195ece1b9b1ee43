// SPDX-License-Identifier: Apache-2.0
#include "results/session.h"

#include <fmt/format.h>

#include <utility>

#include "base/output_kind.h"
#include "data/fetch/known_files.h"
#include "results/predictions.h"
#include "results/replacement.h"
#include "results/result.h"

namespace mmoe {

std::filesystem::path default_folder(const std::string& name, const std::optional<Shard>& shard) {
  const auto folder = std::filesystem::path("results") / name;
  return shard ? folder / fmt::format("shard-{}-of-{}", shard->index, shard->count) : folder;
}

Session::Session(const JsonText& config, SessionOptions options)
    : options_(std::move(options)), prepared_(prepare(config, options_.data_dir)) {
  const Experiment& experiment = prepared_.experiment;
  if (options_.folder.empty()) options_.folder = default_folder(experiment.name, options_.shard);
  // Made-up data have no files, and take long to describe.
  if (options_.check_files && has_published_files(experiment.data_set)) {
    check_known_files(prepared_.data->describe(), options_.strict);
  }
  trials_ = naming_origins(config.origins, [&] { return expand(experiment, *prepared_.data); });
  if (options_.shard) trials_ = take_shard(trials_, *options_.shard);
}

std::filesystem::path Session::result_file() const {
  return options_.folder / (prepared_.experiment.name + ".json");
}

void Session::check_outputs() const {
  const auto file = result_file();
  if (!options_.shard) {
    check_replaceable(file, kResultFile);
    if (!options_.replace && !options_.fresh) {
      check_keeps_result(file, prepared_.experiment.to_json());
    }
  }
  if (!options_.predictions.empty()) check_distinct(options_.predictions, file);
}

std::vector<TrialRecord> Session::run_stored(TrialSource& source, Store& store,
                                             PredictionSink& predictions,
                                             RunObserver& observer) const {
  observer.begin(source.size());
  auto records = run_trials({.experiment = prepared_.experiment,
                             .data = *prepared_.data,
                             .source = source,
                             .jobs = options_.jobs,
                             .store = &store,
                             .reuse = !predictions.is_open(),
                             .on_trial = [&](const TrialEvent& event) {
                               predictions.add(event, prepared_.data->problem(event.trial.setting));
                               observer.on_trial(event);
                             }});
  observer.end();
  return records;
}

std::vector<TrialRecord> Session::run(TrialSource& source, Store& store,
                                      RunObserver& observer) const {
  PredictionSink none("");
  return run_stored(source, store, none, observer);
}

RunOutcome Session::run(RunObserver& observer) const {
  check_outputs();
  PredictionSink predictions(options_.predictions);  // first: a refusal leaves no folder behind
  // Held until the result is written: a process let in between could have its result replaced by
  // this older one.
  Store store(options_.folder, options_.fresh ? Store::Mode::kFresh : Store::Mode::kResume);
  TrialList list(trials_);
  RunOutcome outcome{.records = run_stored(list, store, predictions, observer)};
  predictions.commit();
  if (options_.shard) return outcome;
  outcome.file = result_file();
  outcome.result = make_result({.experiment = prepared_.experiment,
                                .data = *prepared_.data,
                                .trials = trials_,
                                .records = outcome.records});
  write_result_file(outcome.file, outcome.result, outcome.records);
  return outcome;
}

}  // namespace mmoe
