// SPDX-License-Identifier: Apache-2.0
// mmoe-bench --exp NAME: runs an experiment, prints its table, writes its result file.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <thread>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/interrupt.h"
#include "command.h"
#include "experiment/calibration.h"
#include "experiment/catalogue.h"
#include "experiment/engine.h"
#include "experiment/shard.h"
#include "experiment/store.h"
#include "progress.h"
#include "report/result.h"
#include "report/result_table.h"
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
  std::int64_t jobs = std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::string> set;
  std::string out, data_dir, predictions, shard;
  bool paper = false, quiet = false, json = false, events = false, dry_run = false, fresh = false;
  bool drop_leaks = false;
  bool tabulate = true;  // print the result; not that of a single point of a design
};

/// The command line as overrides of the configuration's members.
class Overrides {
 public:
  Overrides(const CLI::App& app, JsonText& config) : app_(app), config_(config) {}

  void set(const char* flag, const char* path, ordered_json value) {
    if (app_.count(flag) > 0) override_member(config_, path, std::move(value), flag);
  }
  void set_sweep(const char* flag, const char* path, const std::string& text) {
    if (app_.count(flag) > 0) override_member(config_, path, parse_sweep(text, flag), flag);
  }
  /// Of several members that exclude each other the flag's takes the place of the rest.
  void replace(const char* flag, const char* path, const std::vector<const char*>& others,
               const std::string& text) {
    if (app_.count(flag) == 0) return;
    for (const char* other : others) config_.value["data"].erase(other);
    set_sweep(flag, path, text);
  }
  /// "PATH=VALUE", the value as JSON or, if it is none, as a string.
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
  select_models(config, split_list(flags.models));
  return config;
}

/// Where trials are kept: shards on one file system must not share a folder.
std::filesystem::path output_folder(const RunFlags& flags, const Experiment& experiment,
                                    const std::optional<Shard>& shard) {
  if (!flags.out.empty()) return flags.out;
  const auto folder = std::filesystem::path("results") / experiment.name;
  return shard ? folder / fmt::format("shard-{}-of-{}", shard->index, shard->count) : folder;
}

/// The predictions file, if one was asked for: the test outputs of every trial.
class PredictionSink {
 public:
  explicit PredictionSink(const std::string& path) {
    if (!path.empty()) file_.emplace(path);
    if (file_) file_->write("key,task,example,label,output\n");
  }
  bool is_open() const { return file_.has_value(); }
  void add(const TrialEvent& event, const Problem& problem) {
    if (!file_ || event.training->predictions.outputs.empty()) return;  // none where diverged
    for (std::size_t k = 0; k < problem.tasks.size(); ++k) {
      const auto& outputs = event.training->predictions.outputs[k];
      const auto& labels = event.training->predictions.labels[k];
      std::string rows;
      for (std::size_t i = 0; i < outputs.size(); ++i) {
        rows += fmt::format("\"{}\",{},{},{},{}\n", event.trial.key, problem.tasks[k].name, i,
                            labels[i], outputs[i]);
      }
      file_->write(rows);
    }
  }
  void commit() {
    if (file_) file_->commit();
  }

 private:
  std::optional<AtomicFile> file_;
};

/// What would run, and for how long.
int list_trials(const Prepared& prepared, const std::vector<Trial>& trials, std::int64_t jobs) {
  const auto seconds = estimate_seconds(prepared.experiment, *prepared.data, trials);
  for (std::size_t t = 0; t < trials.size(); ++t) {
    fmt::print("{}  {:.1f}s\n", trials[t].key, seconds[t]);
  }
  fmt::print("{} trials, about {} at {} jobs\n", trials.size(),
             duration_text(estimate_wall_time(seconds, static_cast<std::size_t>(jobs))), jobs);
  return 0;
}

Progress::Style style_of(const RunFlags& flags) {
  if (flags.events) return Progress::Style::kEvents;
  return flags.quiet ? Progress::Style::kQuiet : Progress::Style::kLines;
}

std::vector<nlohmann::ordered_json> run_stored(const RunFlags& flags, const Prepared& prepared,
                                               const std::vector<Trial>& trials,
                                               const std::filesystem::path& folder) {
  Store store(folder, flags.fresh ? Store::Mode::kFresh : Store::Mode::kResume);
  PredictionSink predictions(flags.predictions);
  Progress progress(style_of(flags));
  try {
    auto records =
        run_trials({.experiment = prepared.experiment,
                    .data = *prepared.data,
                    .trials = trials,
                    .jobs = static_cast<std::size_t>(flags.jobs),
                    .store = &store,
                    .reuse = !predictions.is_open(),
                    .on_trial = [&](const TrialEvent& event) {
                      predictions.add(event, prepared.data->problem(event.trial.setting));
                      progress.show(event);
                    }});
    progress.finish();
    predictions.commit();
    return records;
  } catch (const Interrupted&) {
    progress.finish();
    fmt::print(stderr,
               "interrupted; finished trials are kept: run the same command again to go on\n");
    throw;
  }
}

void print_result(const RunFlags& flags, const ordered_json& result, const std::string& text,
                  const std::filesystem::path& file) {
  if (!flags.tabulate) return;
  if (flags.events) {
    fmt::print("{}\n", ordered_json({{"event", "result"}, {"file", file.string()}}).dump());
  } else {
    fmt::print("{}", flags.json ? text : result_table(result));
  }
  if (!flags.quiet) fmt::print(stderr, "\nwrote {}\n", file.string());
}

int run_experiment(const RunFlags& flags, const JsonText& config,
                   const std::optional<Shard>& shard) {
  const Prepared prepared = prepare(config, flags.data_dir);
  auto trials = expand(prepared.experiment, *prepared.data);
  if (shard) trials = take_shard(trials, *shard);
  if (flags.dry_run) return list_trials(prepared, trials, flags.jobs);
  const auto folder = output_folder(flags, prepared.experiment, shard);
  const auto records = run_stored(flags, prepared, trials, folder);
  if (shard) {
    if (!flags.quiet) {
      fmt::print(stderr, "shard {} is done; once all are: mmoe-bench merge DIR... --out OUT\n",
                 flags.shard);
    }
    return 0;
  }
  const ordered_json result = make_result({.experiment = prepared.experiment,
                                           .data = *prepared.data,
                                           .trials = trials,
                                           .records = records});
  const std::string text = to_text(result);
  const auto file = folder / (prepared.experiment.name + ".json");
  write_file_atomically(file, text);
  print_result(flags, result, text, file);
  return 0;
}

/// An experiment with a design: each point is one as above, into a folder of its own.
int run_design(const RunFlags& flags, const JsonText& config, const std::optional<Shard>& shard) {
  if (!flags.predictions.empty()) {
    throw InputError(
        "--predictions: the experiment has a design, hence many points; run one alone");
  }
  if (flags.dry_run) return list_points(config, flags.jobs);
  return run_study(config, {.out = flags.out,
                            .shard = shard,
                            .json = flags.json,
                            .quiet = flags.quiet,
                            .run = [&](const JsonText& point, const std::filesystem::path& folder) {
                              RunFlags own = flags;
                              own.out = folder;
                              own.tabulate = false;
                              run_experiment(own, point, std::nullopt);
                            }});
}

int run(const RunFlags& flags, const CLI::App& app) {
  const auto shard = flags.shard.empty() ? std::nullopt : std::optional(parse_shard(flags.shard));
  const JsonText config = configure(flags, app);
  return has_design(config) ? run_design(flags, config, shard)
                            : run_experiment(flags, config, shard);
}

}  // namespace

void add_run(CLI::App& root, Action& chosen) {
  const auto flags = std::make_shared<RunFlags>();
  const auto positive = CLI::Range(std::int64_t{1}, std::int64_t{1} << 40);
  auto* experiment = root.add_option("--exp", flags->experiment,
                                     "Run this experiment: a built-in one, or a JSON file");
  const auto add = [&](const char* flag, auto& member, const char* help) {
    return root.add_option(flag, member, help)->needs(experiment)->group("Running");
  };
  add("--models", flags->models, "Models to compare, a,b,c");
  add("--cosine", flags->cosine, "Weight cosines, a,b,c or FIRST:LAST:STEP (synthetic)");
  add("--pearson", flags->pearson, "Label correlations in their place (synthetic)");
  add("--group", flags->group, "Groups of tasks, 1,2 (census-income)");
  add("--protocol", flags->protocol, "How inputs are made: paper,keras-mmoe,... (census-income)");
  add("--runs", flags->runs, "Independent draws of data and initialisation")->check(positive);
  add("--steps", flags->steps, "Updates of a training")->check(CLI::NonNegativeNumber);
  add("--batch", flags->batch, "Examples an update")->check(positive);
  add("--lr", flags->learning_rates, "Learning rates to choose from, a,b,c");
  add("--seed", flags->seed, "Fixes every random number")->check(CLI::NonNegativeNumber);
  add("--set", flags->set, "Set any member of the experiment, PATH=VALUE; may be repeated")
      ->allow_extra_args(false);
  add("--jobs", flags->jobs, "Trials at a time; the cores without it")
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{1024}));
  add("--out", flags->out, "Folder of the result file; results/<experiment> without it");
  add("--data-dir", flags->data_dir, "Folder of the data files (census-income)");
  add("--predictions", flags->predictions, "Write labels and outputs on the test set, as CSV");
  const auto add_flag = [&](const char* flag, bool& member, const char* help) {
    root.add_flag(flag, member, help)->needs(experiment)->group("Running");
  };
  add_flag("--drop-leaks", flags->drop_leaks,
           "Without the columns that say who ever married (census-income)");
  add_flag("--paper", flags->paper, "The paper's full protocol");
  add("--shard", flags->shard, "Run part I of N only, I/N; see mmoe-bench merge");
  add_flag("--fresh", flags->fresh, "Start over: forget the trials that the folder has");
  add_flag("--dry-run", flags->dry_run, "List the trials with an estimate of their time, and stop");
  add_flag("--events", flags->events, "Print one JSON event a line in place of the table");
  add_flag("--json", flags->json, "Print the result file in place of the table");
  add_flag("--quiet", flags->quiet, "No progress");
  root.callback([&root, &chosen, flags] {
    if (root.count("--exp") > 0) chosen = [&root, flags] { return run(*flags, root); };
  });
}

}  // namespace mmoe::cli
