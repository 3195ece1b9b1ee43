// SPDX-License-Identifier: Apache-2.0
#include "tuning/search/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <utility>

#include "base/error.h"
#include "base/output_kind.h"
#include "tuning/search/merge_searches.h"
#include "tuning/search/source.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;
using SteadyClock = std::chrono::steady_clock;

void check_metric(const TunedObjective& objective, const Problem& problem) {
  if (objective.metric.empty()) return;
  const std::string where = "tuning.objective";
  std::vector<std::string> names;
  for (const Task& task : problem.tasks) names.push_back(task.name);
  if (!objective.task.empty() && std::ranges::find(names, objective.task) == names.end()) {
    throw FieldError(where + ".task",
                     fmt::format("found '{}'{}", objective.task, hint(objective.task, names)));
  }
  const bool known = std::ranges::any_of(problem.tasks, [&](const Task& task) {
    if (!objective.task.empty() && task.name != objective.task) return false;
    const bool binary = task.kind == TaskKind::kBinary;
    const std::string& metric = objective.metric;
    return metric == "r2" || (metric != "mse") == binary;
  });
  if (known) return;
  throw FieldError(where + ".metric", fmt::format("no task has '{}'; expected {}", objective.metric,
                                                  objective.metric == "mse" ? "auc" : "mse"));
}

/// Ends a run when its time is over, once a trial is stored.
class Timer : public RunObserver {
 public:
  Timer(RunObserver& observer, std::optional<double> seconds) : observer_(observer) {
    if (seconds) end_ = SteadyClock::now() + std::chrono::duration<double>(*seconds);
  }

  void begin(std::size_t trials) override { observer_.begin(trials); }
  void on_trial(const TrialEvent& event) override {
    observer_.on_trial(event);
    if (end_ && event.training != nullptr && SteadyClock::now() > *end_) throw Paused();
  }
  void end() override { observer_.end(); }

 private:
  RunObserver& observer_;
  std::optional<std::chrono::time_point<SteadyClock, std::chrono::duration<double>>> end_;
};

/// The fresh runs of all studies.
std::vector<Trial> all_fresh_trials(const std::vector<TuningStudy>& studies,
                                    const TuningOptions& options) {
  std::vector<Trial> trials;
  for (const TuningStudy& study : studies) {
    for (const Candidate& candidate : candidates_of(study, options)) {
      std::ranges::move(fresh_trials(study, candidate, options), std::back_inserter(trials));
    }
  }
  return trials;
}

/// Where each run draws its own halves of the test file, validation rows of one run, which choose a
/// setting, are test rows of another.
void check_split(const Experiment& experiment) {
  if (experiment.data_options.value("split", "") != "by-run") return;
  throw FieldError(
      "data.split",
      "found 'by-run' in a search; expected 'fixed': validation rows, which choose the "
      "settings, would be test rows of other runs");
}

}  // namespace

TuningSession::TuningSession(const JsonText& config, SessionOptions options,
                             std::optional<double> seconds)
    : config_(config), options_(std::move(options)), seconds_(seconds) {
  if (!options_.predictions.empty()) {
    throw FieldError("predictions", "the experiment tunes its models; run one that does not");
  }
  if (options_.save_models != SaveModels::kNone) {
    throw FieldError("save_models",
                     "the experiment tunes its models; run the experiment that it found");
  }
  plan_ = read_tuning(config);
  session_ = std::make_unique<Session>(without_tuning(config), options_);
  const Prepared& prepared = session_->prepared();
  naming_origins(config.origins, [&] {
    check_split(prepared.experiment);
    check_metric(plan_.options.objective, prepared.data->problem(0));
    studies_ = own_studies().size();
  });
}

void TuningSession::check_folder() const {
  check_replaceable(tuning_file(folder(), session_->prepared().experiment.name), kTuningFile);
  if (options_.fresh || options_.replace) return;
  check_keeps_search(folder(), config_.value);
}

std::vector<TuningStudy> TuningSession::own_studies() const {
  const Prepared& prepared = session_->prepared();
  const auto all = make_studies(plan_, prepared.experiment, *prepared.data);
  return options_.shard ? take_shard(all, *options_.shard) : all;
}

std::optional<WrittenTuning> TuningSession::run(RunObserver& observer) const {
  check_folder();
  Store store(folder(), options_.fresh ? Store::Mode::kFresh : Store::Mode::kResume);
  if (options_.fresh) std::filesystem::remove(suggestion_log_path(folder()));
  SuggestionLog log(folder(), SuggestionLog::Mode::kWrite);
  log.set_config(config_.value);
  Timer timer(observer, seconds_);
  TuningSource source(own_studies(), plan_.options, log);
  const auto records = session_->run(source, store, timer);
  if (records.size() != source.size()) throw std::logic_error("a study ended early");
  const auto trainings = static_cast<std::size_t>(plan_.options.trainings);
  for (std::size_t study = 0; study < source.lanes(); ++study) {
    source.finish(study, std::span(records).subspan(study * trainings, trainings));
  }
  const std::vector<Trial> last = all_fresh_trials(source.studies(), plan_.options);
  TrialList fresh(last);
  session_->run(fresh, store, timer);
  if (options_.shard) return std::nullopt;
  return write_tuning(*read_tuning_outcome(folder()), folder());
}

}  // namespace mmoe
