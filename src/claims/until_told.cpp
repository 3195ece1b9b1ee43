// SPDX-License-Identifier: Apache-2.0
#include "claims/until_told.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "base/count_text.h"
#include "base/error.h"
#include "claims/run_values.h"
#include "claims/verdict_text.h"
#include "experiment/trials/trials.h"
#include "results/replacement.h"
#include "statistics/looks.h"

namespace mmoe {
namespace {

using Clock = std::chrono::steady_clock;

bool is_told(const Verdict& verdict) {
  return verdict.outcome == Outcome::kSupported || verdict.outcome == Outcome::kContradicted;
}

/// The metrics that claims ask for.
std::vector<CellMetric> claimed_metrics(const Problem& problem) {
  std::vector<CellMetric> metrics;
  for (const Task& task : problem.tasks) {
    const char* headline = task.kind == TaskKind::kRegression ? "mse" : "auc";
    for (const char* metric : {headline, "r2"}) metrics.push_back({task.name, metric, "test"});
  }
  return metrics;
}

/// The experiment's result before any trial.
Result empty_result(const Session& session) {
  const Prepared& prepared = session.prepared();
  Result result;
  result.experiment = prepared.experiment.to_json();
  const auto settings = prepared.data->settings();
  for (std::size_t s = 0; s < settings.size(); ++s) {
    for (const ModelSpec& spec : prepared.experiment.models) {
      result.cells.push_back({.model = spec.label,
                              .setting = settings[s],
                              .parameters = 0,
                              .learning_rate = 0,
                              .metrics = claimed_metrics(prepared.data->problem(s))});
    }
  }
  return result;
}

JsonText with_runs(JsonText config, std::int64_t runs) {
  override_member(config, "runs", runs, "--until-told");
  return config;
}

Look look_at(const RunOutcome& run) {
  std::vector<Result> results;
  results.push_back(to_result(run.result, run.records, run.file.string()));
  Look look{.looks = looks_of(results.front().environment)};
  for (Verdict& verdict : judge(built_in_claims(), results)) {
    if (!is_tested(verdict) || verdict.outcome == Outcome::kNoData) continue;
    look.told += is_told(verdict) ? 1 : 0;
    look.tested.push_back(std::move(verdict));
  }
  return look;
}

/// The runs that there is time for in all, if further ones take as long as those did.
std::int64_t affordable(const RunOutcome& run, std::int64_t runs, std::size_t jobs,
                        double seconds) {
  double work = 0;
  for (const TrialRecord& record : run.records) work += record.seconds;
  const double more = seconds * static_cast<double>(runs) * static_cast<double>(jobs) / work;
  if (!(more > 0)) return runs;
  return runs + static_cast<std::int64_t>(std::min(more, static_cast<double>(runs)));
}

/// Trials of all rates count: an experiment has a limit of them.
std::int64_t most_runs(const Session& session) {
  const Prepared& prepared = session.prepared();
  const auto trials = expand(prepared.experiment, *prepared.data).size() +
                      expand_pilots(prepared.experiment, *prepared.data).size();
  const std::int64_t runs = prepared.experiment.runs;
  return std::int64_t{kFirstPilotRun} * runs / static_cast<std::int64_t>(trials);
}

std::string claim_text(const Verdict& verdict) {
  const std::string power = power_text(verdict);
  return fmt::format("  {}{}\n", verdict.claim.sentence, power.empty() ? "" : " (" + power + ")");
}

}  // namespace

bool has_claims(const Session& session) {
  const Result result = empty_result(session);
  return std::ranges::any_of(built_in_claims(), [&](const Claim& claim) {
    return is_tested({.claim = claim}) && has_data(claim, result);
  });
}

void check_has_claims(const Session& session, const std::string& origin) {
  if (has_claims(session)) return;
  throw InputError(fmt::format(
      "{}: found with an experiment whose models and settings the paper claims nothing about; "
      "expected one such as synthetic, or --runs",
      origin));
}

std::int64_t first_look(const Session& session, const SessionOptions& options) {
  const std::int64_t runs = session.prepared().experiment.runs;
  if (options.fresh || options.replace) return runs;
  const Looks looks =
      looks_of_result(session.folder() / (session.prepared().experiment.name + ".json"));
  return looks.runs.empty() ? runs : std::max(runs, looks.runs.back());
}

ToldRun run_until_told(const JsonText& config, SessionOptions options, double seconds,
                       LookObserver& observer) {
  const auto start = Clock::now();
  options.is_look = true;
  std::int64_t runs = first_look(Session(config, options), options);
  while (true) {
    options.check_files = false;  // it has warned
    const Session session(with_runs(config, runs), options);
    ToldRun told{.run = session.run(observer), .last = {}};
    told.last = look_at(told.run);
    const std::chrono::duration<double> spent = Clock::now() - start;
    const auto most = std::min(affordable(told.run, runs, options.jobs, seconds - spent.count()),
                               most_runs(session));
    if (!told.last.all_told()) told.last.next = next_look(runs, most).value_or(0);
    observer.on_look(told.last);
    if (told.last.is_over()) return told;
    runs = told.last.next;
    options.fresh = options.replace = false;  // what the first look left is this run's own
  }
}

nlohmann::ordered_json look_json(const Look& look) {
  using nlohmann::ordered_json;
  ordered_json open = ordered_json::array();
  for (const Verdict& verdict : look.tested) {
    if (!is_told(verdict)) open.push_back(verdict.claim.name);
  }
  ordered_json json = {{"runs", look.looks.back()},
                       {"looks", look.looks},
                       {"share", look_share(look.looks.size())},
                       {"tested", look.tested.size()},
                       {"told", look.told},
                       {"open", open},
                       {"next", look.is_over() ? ordered_json() : ordered_json(look.next)},
                       {"ended", nullptr}};
  if (look.is_over()) json["ended"] = look.all_told() ? "told" : "time";
  return json;
}

std::string ending_text(const Look& look, const std::string& time) {
  const std::string looks =
      fmt::format("{} (at {} runs; tested at 1/{:.0f} of 5 %)", counted(look.looks.size(), "look"),
                  fmt::join(look.looks, ", "), 1 / look_share(look.looks.size()));
  const std::string again = fmt::format("the same trials: --runs {}\n", look.looks.back());
  if (look.all_told()) {
    return fmt::format("\nended: all {} claims are told, after {}; {}", look.told, looks, again);
  }
  std::string text =
      fmt::format("\nended: no time left of {} for more runs, after {}; {}open: {} of {} claims\n",
                  time, looks, again, look.tested.size() - look.told, look.tested.size());
  for (const Verdict& verdict : look.tested) {
    if (!is_told(verdict)) text += claim_text(verdict);
  }
  return text;
}

}  // namespace mmoe
