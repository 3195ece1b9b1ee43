// SPDX-License-Identifier: Apache-2.0
#include "results/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/output_kind.h"
#include "base/read_file.h"
#include "data/fetch/known_files.h"
#include "experiment/trials/identity.h"
#include "experiment/trials/signature.h"
#include "results/predictions.h"
#include "results/replacement.h"
#include "results/result.h"

namespace mmoe {
namespace {

/// Progress over pilots and reported trials as over one list.
class WholeProgress {
 public:
  WholeProgress(const std::vector<Trial>& trials, RunObserver& observer)
      : total_(trials.size()), observer_(observer) {
    for (const Trial& trial : trials) cost_total_ += trial.cost;
    observer.begin(total_);
  }

  void add(const TrialEvent& event) {
    TrialEvent whole = event;
    whole.done += over_.done;
    whole.total = total_;
    whole.cost_done += over_.cost_done;
    whole.cost_found += over_.cost_found;
    whole.cost_total = cost_total_;
    now_ = {whole.done, whole.cost_done, whole.cost_found};
    observer_.on_trial(whole);
  }

  /// The events that follow are of another list.
  void next_part() { over_ = now_; }

 private:
  struct Sums {
    std::size_t done = 0;
    double cost_done = 0, cost_found = 0;
  };
  std::size_t total_;
  double cost_total_ = 0;
  Sums now_, over_;  // of all trials that finished, and of those in parts that are over
  RunObserver& observer_;
};

}  // namespace

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
  reported_ = naming_origins(config.origins, [&] { return expand(experiment, *prepared_.data); });
  pilots_ = expand_pilots(experiment, *prepared_.data);
  if (!options_.first_setting) return;
  for (auto* trials : {&reported_, &pilots_}) {
    std::erase_if(*trials, [](const Trial& trial) { return trial.setting != 0; });
  }
}

std::vector<Trial> Session::trials() const {
  std::vector<Trial> all = pilots_;
  const auto others = planned(smallest_rates(pilots_));
  all.insert(all.end(), others.begin(), others.end());
  return all;
}

/// The reported trials, or the shard's part of them: it is the same one whatever the rates.
std::vector<Trial> Session::planned(const CellRates& rates) const {
  const auto trials = at_rates(reported_, rates);
  return options_.shard ? take_shard(trials, *options_.shard) : trials;
}

std::filesystem::path Session::result_file() const {
  return options_.folder / (prepared_.experiment.name + ".json");
}

/// A result that was looked at keeps its looks, whatever adds runs to it.
std::vector<std::int64_t> Session::looks_now() const {
  const bool replaces = options_.replace || options_.fresh;
  Looks looks = replaces ? Looks() : looks_of_result(result_file());
  if (!options_.is_look && !looks.decided) return {};
  const std::int64_t runs = prepared_.experiment.runs;
  if (looks.runs.empty() || runs > looks.runs.back()) looks.runs.push_back(runs);
  return looks.runs;
}

void Session::check_outputs() const {
  std::error_code error;
  if (std::filesystem::exists(options_.folder, error) &&
      !std::filesystem::is_directory(options_.folder, error)) {
    throw FieldError("out", options_.folder.string() + ": it is a file; expected a folder");
  }
  const auto file = result_file();
  if (!options_.shard) {
    check_result_files(file, prepared_.experiment.to_json(), options_.replace || options_.fresh);
  }
  if (options_.predictions.empty()) return;
  if (is_json_name(options_.predictions.string())) {
    refuse_place(options_.predictions,
                 "results have such names, and predictions are CSV; expected a name such as "
                 "predictions.csv");
  }
  for (const auto& output : result_files(file)) check_distinct(options_.predictions, output);
}

std::vector<TrialRecord> Session::train(TrialSource& source, Store* store,
                                        const std::function<bool(const Trial&)>& reuse,
                                        const OnTrial& on_trial) const {
  return run_trials({.experiment = prepared_.experiment,
                     .data = *prepared_.data,
                     .source = source,
                     .jobs = options_.jobs,
                     .store = store,
                     .reuse = reuse,
                     .on_trial = on_trial});
}

std::vector<TrialRecord> Session::run(TrialSource& source, Store& store,
                                      RunObserver& observer) const {
  observer.begin(source.size());
  auto records =
      train(source, &store, {}, [&](const TrialEvent& event) { observer.on_trial(event); });
  observer.end();
  return records;
}

Session::Trained Session::train_all(Store* store, const std::function<bool(const Trial&)>& reuse,
                                    const OnTrial& on_reported, RunObserver& observer) const {
  WholeProgress progress(trials(), observer);
  Trained trained;
  TrialList pilot_list(pilots_);
  trained.pilots =
      train(pilot_list, store, {}, [&](const TrialEvent& event) { progress.add(event); });
  progress.next_part();
  trained.trials = planned(chosen_rates(pilots_, trained.pilots));
  TrialList list(trained.trials);
  trained.records = train(list, store, reuse, [&](const TrialEvent& event) {
    on_reported(event);
    progress.add(event);
  });
  observer.end();
  return trained;
}

SavedModel Session::train_model(RunObserver& observer) const {
  ModelSink models({SaveModels::kBest}, prepared_, reported_);
  train_all(
      nullptr, {}, [&](const TrialEvent& event) { models.add(event); }, observer);
  const Trial& any = reported_.front();
  if (const SavedModel* const best = models.best(any)) return *best;
  throw RunError(fmt::format(
      "{} diverged at every learning rate, and no model is kept; smaller rates may help",
      spec_of(prepared_.experiment, any).label));
}

bool Session::trains_again(const SavedModel& model) const {
  const auto signatures = model_signatures(prepared_.experiment);
  const std::string there = model.trial.value("identity", "");
  return std::ranges::any_of(reported_, [&](const Trial& trial) {
    return there == trial_identity(prepared_.experiment, *prepared_.data, trial, signatures);
  });
}

RunOutcome Session::run(RunObserver& observer, const Supplement& supplement) const {
  check_outputs();
  PredictionSink predictions(options_.predictions);  // first: a refusal leaves no folder behind
  ModelSink models({options_.save_models, options_.folder / "models"}, prepared_, reported_);
  // Held until the result is written: a process let in between could have its result replaced by
  // this older one.
  Store store(options_.folder, options_.fresh ? Store::Mode::kFresh : Store::Mode::kResume);
  const auto reuse = [&](const Trial& trial) {
    return !predictions.is_open() && (!models.is_open() || models.has(trial));
  };
  const auto on_reported = [&](const TrialEvent& event) {
    predictions.add(event, prepared_.data->problem(event.trial.setting));
    models.add(event);
  };
  auto [pilots, trials, records] = train_all(&store, reuse, on_reported, observer);
  RunOutcome outcome{.records = std::move(records)};
  predictions.commit();
  models.commit();
  if (options_.shard) return outcome;
  outcome.file = result_file();
  const auto looks = looks_now();
  outcome.result = make_result({.experiment = prepared_.experiment,
                                .data = *prepared_.data,
                                .trials = trials,
                                .records = outcome.records,
                                .pilots = pilots,
                                .looks = looks});
  if (supplement) supplement({trials, outcome.records, models}, outcome.result);
  write_result_files(outcome.file, outcome.result, outcome.records);
  return outcome;
}

}  // namespace mmoe
