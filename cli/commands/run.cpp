// SPDX-License-Identifier: Apache-2.0
// mmoe-bench --exp NAME: runs an experiment, or the points of its design, and prints what came out.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

#include "base/error.h"
#include "base/interrupt.h"
#include "base/log.h"
#include "claims/until_told.h"
#include "command.h"
#include "dry_run.h"
#include "live/session.h"
#include "live_text.h"
#include "progress.h"
#include "result_text.h"
#include "results/result.h"
#include "run_config.h"
#include "run_display.h"
#include "run_flags.h"
#include "standard_output.h"
#include "study.h"
#include "sweep.h"
#include "tuning.h"

namespace mmoe::cli {
namespace {

void tell_end_of_shard(const RunFlags& flags, const std::filesystem::path& folder) {
  if (flags.json) {
    print_event({{"event", "shard"}, {"shard", flags.shard}, {"folder", folder.string()}});
  }
  log_info(fmt::format("shard {} is done; once all are: mmoe-bench merge DIR... --out OUT",
                       flags.shard));
}

/// How to have more runs; finished trials are not trained again. Claims that are tested again with
/// more runs need a correction for looking twice.
std::string more_runs_text(const RunFlags& flags, const Session& session, const RunOutcome& run) {
  const bool takes_until_told = has_claims(session) && !run.result.contains("live");
  if (takes_until_told) {
    return "\n   or with --until-told 10m: more runs, and tests still fair";
  }
  double seconds = 0;
  for (const TrialRecord& record : run.records) seconds += record.seconds;
  return fmt::format("\n   or the same command with --runs {}, about {} more",
                     2 * run.result["experiment"]["runs"].get<std::int64_t>(),
                     duration_text(seconds / static_cast<double>(flags.jobs)));
}

void print_result(const RunFlags& flags, RunOutcome run, const std::string& more) {
  if (flags.json) {
    print_result_event(
        run.file, [&](const TextSink& write) { write_result(run.result, run.records, write); });
  } else {
    if (run.result.contains("live")) print_text(live_text(run.result["live"]) + "\n");
    print_text(result_text(run.result, std::move(run.records), run.file));
  }
  tell_next(run.file, more);
  if (flags.report) write_page(run.file);
}

std::optional<LooksPlan> looks_plan(const RunFlags& flags, const Session& session) {
  if (flags.until_told.empty()) return {};
  return LooksPlan{.first = first_look(session, session_options(flags)),
                   .seconds = parse_duration(flags.until_told, "--until-told")};
}

void tell_look(const RunFlags& flags, const Look& look) {
  if (flags.json) {
    nlohmann::ordered_json event = {{"event", "look"}};
    event.update(look_json(look));
    print_event(event);
  }
  if (look.is_over()) return;
  log_info(fmt::format("{} of {} claims told at {} runs; on to {} runs", look.told,
                       look.tested.size(), look.looks.back(), look.next));
}

/// A run's display that also tells of looks.
class LookDisplay : public LookObserver {
 public:
  explicit LookDisplay(const RunFlags& flags) : flags_(flags), display_(flags) {}

  void begin(std::size_t trials) override { display_.begin(trials); }
  void on_trial(const TrialEvent& event) override { display_.on_trial(event); }
  void end() override { display_.end(); }
  void on_look(const Look& look) override { tell_look(flags_, look); }

 private:
  const RunFlags& flags_;
  RunDisplay display_;
};

void add_runs(const RunFlags& flags, const JsonText& config) {
  LookDisplay display(flags);
  ToldRun told = run_until_told(config, session_options(flags),
                                parse_duration(flags.until_told, "--until-told"), display);
  const std::string ending = ending_text(told.last, flags.until_told);
  print_result(flags, std::move(told.run), "\n   or the same command again, to go on");
  if (!flags.json) print_text(ending);
}

/// Returns how to resume after an interruption.
std::string next_command(const RunFlags& flags) {
  std::vector<std::string> starts_over;
  if (flags.fresh) starts_over.emplace_back("--fresh");
  if (!flags.predictions.empty()) starts_over.emplace_back("--predictions");
  if (flags.save_models == "best") starts_over.emplace_back("--save-models");
  if (starts_over.empty()) return "run the same command again to resume";
  return fmt::format("run the same command without {} to resume", fmt::join(starts_over, " and "));
}

/// Does `work`; responds to the user's Ctrl-C, hence printed at any log level.
template <typename Work>
void resumable(const RunFlags& flags, const Work& work) {
  try {
    work();
  } catch (const Paused&) {
    tell(fmt::format("paused after {}; finished trials are kept: {}\n", flags.time,
                     next_command(flags)));
    throw;
  } catch (const Interrupted&) {
    tell(fmt::format("interrupted; finished trials are kept: {}\n", next_command(flags)));
    throw;
  }
}

/// Runs `runner`, whose trials are those of `session`.
template <typename Runner>
void run_trials_of(const RunFlags& flags, const Session& session, const Runner& runner) {
  if (flags.dry_run) {
    list_trials(session.prepared(), session.trials(), flags.jobs, flags.json,
                looks_plan(flags, session));
    return;
  }
  if (flags.report) check_page(session.folder());
  resumable(flags, [&] {
    RunDisplay display(flags);
    RunOutcome outcome = runner.run(display);
    if (flags.shard.empty()) {
      const std::string more = more_runs_text(flags, session, outcome);
      print_result(flags, std::move(outcome), more);
    } else {
      tell_end_of_shard(flags, session.folder());
    }
  });
}

void run_experiment(const RunFlags& flags, const JsonText& config) {
  const Session session(config, session_options(flags));
  if (!flags.until_told.empty()) {
    check_has_claims(session, "--until-told");
    if (!flags.dry_run) return resumable(flags, [&] { add_runs(flags, config); });
  }
  run_trials_of(flags, session, session);
}

void run_live_test(const RunFlags& flags, const JsonText& config) {
  if (has_design(config)) throw InputError("design: found with \"live\"; expected one of the two");
  const LiveSession session(config, session_options(flags));
  run_trials_of(flags, session.session(), session);
}

void run_design(const RunFlags& flags, const JsonText& config) {
  const StudySession session(config, session_options(flags));
  if (flags.dry_run) {
    list_points(session, flags.jobs, flags.json);
    return;
  }
  resumable(flags, [&] {
    RunDisplay display(flags);
    const auto study = session.run(display);
    if (study) {
      print_study(*study, flags.json ? StudyOutput::kEvents : StudyOutput::kText);
    } else {
      tell_end_of_shard(flags, session.folder());
    }
  });
}

/// Paused is interrupted, too, but was asked for.
void run_search(const RunFlags& flags, const JsonText& config) {
  if (has_design(config)) {
    throw InputError("design: found with \"tuning\"; expected one of the two");
  }
  const auto seconds =
      flags.time.empty() ? std::nullopt : std::optional(parse_duration(flags.time, "--time"));
  const TuningSession session(config, session_options(flags), seconds);
  if (flags.dry_run) {
    print_search_plan(session, flags.json);
    return;
  }
  resumable(flags, [&] {
    RunDisplay display(flags);
    const auto written = session.run(display);
    if (!written) return tell_end_of_shard(flags, session.folder());
    if (flags.json) {
      print_result_event(written->file,
                         [&](const TextSink& write) { write(object_text(written->summary)); });
    } else {
      print_text(tuning_text(written->summary));
    }
    log_info(fmt::format("\nwrote {}", written->file.string()));
  });
}

int run(const RunFlags& flags, const CLI::App& app) {
  use_log_level(flags);
  const JsonText config = configure(flags, app);
  if (!flags.until_told.empty() && (has_tuning(config) || has_design(config) || has_live(config))) {
    throw InputError(
        "--until-told: found with an experiment that is a search, a design or a live test; "
        "expected one such as synthetic, whose claims more runs tell");
  }
  if (has_tuning(config)) {
    run_search(flags, config);
  } else if (has_live(config)) {
    run_live_test(flags, config);
  } else {
    (has_design(config) ? run_design : run_experiment)(flags, config);
  }
  return 0;
}

}  // namespace

void add_run(CLI::App& root, Action& chosen) {
  const auto flags = std::make_shared<RunFlags>();
  add_run_flags(root, *flags);
  root.callback([&root, &chosen, flags] {
    if (root.count("--exp") == 0) return;
    if (const auto commands = root.get_subcommands(); !commands.empty()) {
      throw InputError(
          fmt::format("{}: found together with --exp, which runs an experiment; expected one "
                      "of the two",
                      commands.front()->get_name()));
    }
    chosen = [&root, flags] { return run(*flags, root); };
  });
}

}  // namespace mmoe::cli
