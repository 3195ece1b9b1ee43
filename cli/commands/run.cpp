// SPDX-License-Identifier: Apache-2.0
// mmoe-bench --exp NAME: runs an experiment, prints its table, writes its result file.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

#include "base/atomic_file.h"
#include "base/cores.h"
#include "base/error.h"
#include "base/interrupt.h"
#include "base/log.h"
#include "command.h"
#include "data/fetch/known_files.h"
#include "data/fetch/recipe.h"
#include "dry_run.h"
#include "experiment/config/catalogue.h"
#include "experiment/store/store.h"
#include "experiment/store/store_lock.h"
#include "experiment/trials/engine.h"
#include "experiment/trials/shard.h"
#include "predictions.h"
#include "progress.h"
#include "result_text.h"
#include "results/replacement.h"
#include "results/result.h"
#include "study.h"
#include "study/design.h"
#include "sweep.h"

namespace mmoe::cli {
namespace {

using nlohmann::ordered_json;

struct RunFlags {
  std::string experiment;
  std::string models, cosine, pearson, group, protocol, learning_rates;
  std::int64_t runs = 0, steps = 0, batch = 0, seed = 0;
  std::int64_t jobs = static_cast<std::int64_t>(available_cores());
  std::vector<std::string> set;
  std::string out, data_dir, predictions, shard, log_level = "info";
  bool paper = false, quiet = false, json = false, dry_run = false, fresh = false, replace = false;
  bool drop_leaks = false, strict = false;
  bool check_files = true;  // once per command, not at each point of a design
  bool tabulate = true;     // print the result; false for single points of a design
};

/// Applies the command line's overrides to the configuration's members.
class Overrides {
 public:
  Overrides(const CLI::App& app, JsonText& config) : app_(app), config_(config) {}

  void set(const char* flag, const char* path, ordered_json value) {
    if (app_.count(flag) > 0) override_member(config_, path, std::move(value), flag);
  }
  void set_sweep(const char* flag, const char* path, const std::string& text) {
    if (app_.count(flag) > 0) override_member(config_, path, parse_sweep(text, flag), flag);
  }
  /// Sets one of several mutually exclusive members and removes the others, except those set by
  /// another flag, which the data set then refuses.
  void replace(const char* flag, const char* path, const std::vector<const char*>& others,
               const std::string& text) {
    if (app_.count(flag) == 0) return;
    for (const char* other : others) {
      const bool by_flag =
          origin_of(config_.origins, std::string("data.") + other).starts_with("--");
      if (!by_flag && config_.value["data"].is_object()) config_.value["data"].erase(other);
    }
    set_sweep(flag, path, text);
  }
  /// Sets "PATH=VALUE", with the value as JSON or, if it is not, as a string.
  void assign(const std::string& assignment) {
    const auto equals = assignment.find('=');
    if (equals == std::string::npos || equals == 0) {
      throw InputError("--set: found '" + assignment + "'; expected PATH=VALUE");
    }
    const std::string text = assignment.substr(equals + 1);
    ordered_json value = ordered_json::parse(text, nullptr, false);
    if (value.is_discarded()) value = text;
    override_member(config_, assignment.substr(0, equals), value, "--set");
  }

 private:
  const CLI::App& app_;
  JsonText& config_;
};

/// Returns whether the data set has files; synthetic data have none.
bool has_files(const std::string& data_set) {
  const auto names = recipe_names();
  return std::ranges::find(names, data_set) != names.end();
}

/// Refuses flags about the data set's files if it has none and would ignore them.
void check_file_flags(const JsonText& config, const CLI::App& app) {
  const ordered_json::json_pointer path("/data/set");
  if (!config.value.contains(path) || !config.value[path].is_string()) return;  // refused later
  const std::string set = config.value[path];
  if (has_files(set)) return;
  for (const char* flag : {"--data-dir", "--strict"}) {
    if (app.count(flag) == 0) continue;
    throw InputError(
        fmt::format("{}: found with the data set '{}', which has no files; expected {}", flag, set,
                    fmt::join(recipe_names(), ", ")));
  }
}

JsonText configure(const RunFlags& flags, const CLI::App& app) {
  JsonText config = load_configuration(flags.experiment);
  if (flags.paper) apply_paper(config);
  Overrides overrides(app, config);
  overrides.set("--runs", "runs", flags.runs);
  overrides.set("--seed", "seed", flags.seed);
  overrides.set("--steps", "training.steps", flags.steps);
  overrides.set("--batch", "training.batch", flags.batch);
  overrides.set_sweep("--lr", "training.learning_rates", flags.learning_rates);
  overrides.replace("--cosine", "data.cosine", {"pearson", "correlation_matrix"}, flags.cosine);
  overrides.replace("--pearson", "data.pearson", {"cosine", "correlation_matrix"}, flags.pearson);
  overrides.set_sweep("--group", "data.group", flags.group);
  overrides.set("--protocol", "data.protocol", split_list(flags.protocol));
  overrides.set("--drop-leaks", "data.drop_leaks", flags.drop_leaks);
  for (const std::string& assignment : flags.set) overrides.assign(assignment);
  check_file_flags(config, app);
  select_models(config, split_list(flags.models), "--models");
  return config;
}

/// Returns the folder of stored trials: shards on one file system must not share it.
std::filesystem::path output_folder(const RunFlags& flags, const std::string& name,
                                    const std::optional<Shard>& shard) {
  if (!flags.out.empty()) return flags.out;
  const auto folder = std::filesystem::path("results") / name;
  return shard ? folder / fmt::format("shard-{}-of-{}", shard->index, shard->count) : folder;
}

void use_log_level(const RunFlags& flags) {
  const auto& names = log_level_names();
  const auto named = std::find(names.begin(), names.end(), flags.log_level);
  const auto level = static_cast<LogLevel>(named - names.begin());
  set_log_level(flags.quiet ? std::min(level, LogLevel::kWarning) : level);
}

Progress::Style style_of(const RunFlags& flags) {
  if (flags.json) return Progress::Style::kEvents;
  return log_level() < LogLevel::kInfo ? Progress::Style::kQuiet : Progress::Style::kLines;
}

std::string trial_text(const TrialEvent& event) {
  if (event.training == nullptr) return event.trial.key + ": found in the store";
  return fmt::format("{}: {}, {:.3f}s", event.trial.key, event.record["status"].get<std::string>(),
                     event.record["seconds"].get<double>());
}

/// One experiment or shard: what to run, and the folder of its trials.
struct Job {
  const RunFlags& flags;
  const Prepared& prepared;
  const std::vector<Trial>& trials;
  const std::optional<Shard>& shard;
  std::filesystem::path folder;

  std::filesystem::path file() const { return folder / (prepared.experiment.name + ".json"); }
};

std::vector<std::string> run_stored(const Job& job, Store& store, PredictionSink& predictions) {
  Progress progress(style_of(job.flags), job.trials.size());
  const DataSet& data = *job.prepared.data;
  TrialList list(job.trials);
  auto records = run_trials({.experiment = job.prepared.experiment,
                             .data = data,
                             .source = list,
                             .jobs = static_cast<std::size_t>(job.flags.jobs),
                             .store = &store,
                             .reuse = !predictions.is_open(),
                             .on_trial = [&](const TrialEvent& event) {
                               predictions.add(event, data.problem(event.trial.setting));
                               progress.show(event);
                               if (log_level() == LogLevel::kDebug) log_debug(trial_text(event));
                             }});
  progress.finish();
  predictions.commit();
  return records;
}

struct Made {
  ordered_json result;  // null for a shard
  std::vector<std::string> records;
};

/// Runs the missing trials and writes the result of all. The store, and with it the folder's lock,
/// is held until then, so that no other process's newer result is replaced by this one.
Made run_and_write(const Job& job) {
  PredictionSink predictions(
      job.flags.predictions);  // first, so that a refusal leaves no folder behind
  Store store(job.folder, job.flags.fresh ? Store::Mode::kFresh : Store::Mode::kResume);
  Made made{nullptr, run_stored(job, store, predictions)};
  if (job.shard) return made;
  made.result = make_result({.experiment = job.prepared.experiment,
                             .data = *job.prepared.data,
                             .trials = job.trials,
                             .records = made.records});
  write_result_file(job.file(), made.result, made.records);
  return made;
}

void tell_end_of_shard(const RunFlags& flags, const std::filesystem::path& folder) {
  if (flags.json) {
    print_event({{"event", "shard"}, {"shard", flags.shard}, {"folder", folder.string()}});
  }
  log_info(fmt::format("shard {} is done; once all are: mmoe-bench merge DIR... --out OUT",
                       flags.shard));
}

void print_result(const RunFlags& flags, const ordered_json& result,
                  const std::vector<std::string>& records, const std::filesystem::path& file) {
  if (!flags.tabulate) return;
  if (flags.json) {
    print_result_event(file, [&](const TextSink& write) { write_result(result, records, write); });
  } else {
    fmt::print("{}", result_text(result, records, file));
  }
  log_info(fmt::format("\nwrote {}", file.string()));
}

/// Synthetic data have no files, and describing them takes long.
void check_files(const Prepared& prepared, bool strict) {
  if (!has_files(prepared.experiment.data_set)) return;
  check_known_files(prepared.data->describe(), strict);
}

void run_and_tell(const Job& job) {
  if (!job.shard) {
    check_replaceable(job.file(), kResultFile);
    if (!job.flags.replace && !job.flags.fresh) {
      check_keeps_result(job.file(), job.prepared.experiment.to_json());
    }
  }
  if (!job.flags.predictions.empty()) check_distinct(job.flags.predictions, job.file());
  const Made made = run_and_write(job);
  if (job.shard) {
    tell_end_of_shard(job.flags, job.folder);
  } else {
    print_result(job.flags, made.result, made.records, job.file());
  }
}

/// Returns how to resume after an interruption.
std::string next_command(const RunFlags& flags) {
  std::vector<std::string> starts_over;
  if (flags.fresh) starts_over.emplace_back("--fresh");
  if (!flags.predictions.empty()) starts_over.emplace_back("--predictions");
  if (starts_over.empty()) return "run the same command again to resume";
  return fmt::format("run the same command without {} to resume", fmt::join(starts_over, " and "));
}

int run_experiment(const RunFlags& flags, const JsonText& config,
                   const std::optional<Shard>& shard) {
  const Prepared prepared = prepare(config, flags.data_dir);
  if (flags.check_files) check_files(prepared, flags.strict);
  auto trials = expand(prepared.experiment, *prepared.data);
  if (shard) trials = take_shard(trials, *shard);
  if (flags.dry_run) {
    list_trials(prepared, trials, flags.jobs, flags.json);
    return 0;
  }
  try {
    run_and_tell(
        {flags, prepared, trials, shard, output_folder(flags, prepared.experiment.name, shard)});
  } catch (const Interrupted&) {
    // Responds to the user's Ctrl-C, hence printed at any log level.
    tell(fmt::format("interrupted; finished trials are kept: {}\n", next_command(flags)));
    throw;
  }
  return 0;
}

/// Runs an experiment with a design: each point is an experiment with its own folder.
int run_design(const RunFlags& flags, const JsonText& config, const std::optional<Shard>& shard) {
  if (!flags.predictions.empty()) {
    throw InputError(
        "--predictions: the experiment has a design with many points; run a single point");
  }
  const StudyPlan plan = make_plan(config);
  if (flags.dry_run) {
    list_points(
        config, plan,
        {.shard = shard, .data_dir = flags.data_dir, .jobs = flags.jobs, .json = flags.json});
    return 0;
  }
  const auto folder = output_folder(flags, plan.name, shard);
  check_points(config, plan, folder);
  const StoreLock lock(folder);
  run_points(config, plan,
             {.folder = folder,
              .shard = shard,
              .json = flags.json,
              .run = [&, first = true](const JsonText& point,
                                       const std::filesystem::path& point_folder) mutable {
                RunFlags own = flags;
                own.out = point_folder;
                own.tabulate = false;
                own.check_files = std::exchange(first, false);
                run_experiment(own, point, std::nullopt);
              }});
  if (shard) {
    tell_end_of_shard(flags, folder);
  } else {
    print_study(read_study(folder), folder, flags.json ? StudyOutput::kEvents : StudyOutput::kText);
  }
  return 0;
}

int run(const RunFlags& flags, const CLI::App& app) {
  use_log_level(flags);
  const auto shard = flags.shard.empty() ? std::nullopt : std::optional(parse_shard(flags.shard));
  const JsonText config = configure(flags, app);
  return has_design(config) ? run_design(flags, config, shard)
                            : run_experiment(flags, config, shard);
}

}  // namespace

void add_run(CLI::App& root, Action& chosen) {
  const auto flags = std::make_shared<RunFlags>();
  auto* experiment = root.add_option("--exp", flags->experiment,
                                     "Experiment to run: a built-in one, or a JSON file");
  const auto add = [&](const char* flag, auto& member, const char* help) {
    return root.add_option(flag, member, help)->needs(experiment)->group("Running");
  };
  add("--models", flags->models, "Models to compare: a,b,c");
  add("--cosine", flags->cosine, "Weight cosines: a,b,c or FIRST:LAST:STEP (synthetic)");
  add("--pearson", flags->pearson, "Label correlations, instead of cosines (synthetic)");
  add("--group", flags->group, "Groups of tasks: 1,2 (census-income)");
  add("--protocol", flags->protocol, "Input preprocessing: paper,keras-mmoe,... (census-income)");
  add("--runs", flags->runs, "Number of runs, independent draws of data and initialisation");
  add("--steps", flags->steps, "Training steps");
  add("--batch", flags->batch, "Batch size");
  add("--lr", flags->learning_rates, "Learning rates to choose from: a,b,c");
  add("--seed", flags->seed, "Seed of all random numbers");
  add("--set", flags->set, "Set any member of the experiment: PATH=VALUE; may be repeated")
      ->allow_extra_args(false);
  add("--jobs", flags->jobs, "Parallel trials (default: all cores)")
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{1024}));
  add("--out", flags->out, "Output folder (default: results/<experiment>)");
  add("--data-dir", flags->data_dir, "Folder of the data files (census-income)");
  add("--predictions", flags->predictions,
      "Write labels and outputs on the test set to this CSV file");
  const auto add_flag = [&](const char* flag, bool& member, const char* help) {
    root.add_flag(flag, member, help)->needs(experiment)->group("Running");
  };
  add_flag("--drop-leaks", flags->drop_leaks,
           "Remove the leaky columns for never married (census-income)");
  add_flag("--strict", flags->strict,
           "Fail if data files are not the published ones (census-income)");
  add_flag("--paper", flags->paper, "Use the paper's full protocol");
  add("--shard", flags->shard, "Run only part I of N: I/N; see mmoe-bench merge");
  add_flag("--replace", flags->replace,
           "Replace the folder's result even if its configuration differs");
  add_flag("--fresh", flags->fresh, "Start over: discard the folder's trials and result");
  add_flag("--dry-run", flags->dry_run,
           "List all trials, stored or not, with estimated times, and exit");
  add_flag("--json", flags->json, "Print one JSON event per line, the result last; or the dry run");
  add_flag("--quiet", flags->quiet, "Print no progress (same as --log-level warning)");
  add("--log-level", flags->log_level, "Level of messages on stderr (default: info)")
      ->check(CLI::IsMember(log_level_names()));
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
