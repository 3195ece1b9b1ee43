// SPDX-License-Identifier: Apache-2.0
#include "run_flags.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/log.h"
#include "base/utf8.h"
#include "data/fetch/known_files.h"
#include "data/registry.h"
#include "experiment/config/catalogue.h"
#include "sweep.h"
#include "tuning/search/options.h"
#include "tuning/search/summary.h"

namespace mmoe::cli {
namespace {

using nlohmann::ordered_json;

/// Whether the command has this flag and it was given.
bool given(const CLI::App& app, const char* flag) {
  const CLI::Option* const option = app.get_option_no_throw(flag);
  return option != nullptr && option->count() > 0;
}

/// Applies the command line's overrides to the configuration's members.
class Overrides {
 public:
  Overrides(const CLI::App& app, JsonText& config) : app_(app), config_(config) {}

  void set(const char* flag, const char* path, ordered_json value) {
    if (given(app_, flag)) override_member(config_, path, std::move(value), flag);
  }
  void set_sweep(const char* flag, const char* path, const std::string& text) {
    if (given(app_, flag)) override_member(config_, path, parse_sweep(text, flag), flag);
  }
  /// Sets one of several mutually exclusive members and removes the others, except those set by
  /// another flag, which the data set then refuses.
  void replace(const char* flag, const char* path, const std::vector<const char*>& others,
               const std::string& text) {
    if (!given(app_, flag)) return;
    for (const char* other : others) {
      const bool by_flag =
          origin_of(config_.origins, std::string("data.") + other).starts_with("--");
      if (!by_flag && config_.value["data"].is_object()) config_.value["data"].erase(other);
    }
    set_sweep(flag, path, text);
  }
  /// Sets "PATH=VALUE", with the value as JSON or, if it is not, as a string.
  void assign(const std::string& assignment) {
    if (!is_utf8(assignment)) throw InputError("--set: found '" + assignment + "'; expected UTF-8");
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

/// Refuses flags about the data set's files if it has none and would ignore them.
void check_file_flags(const JsonText& config, const CLI::App& app) {
  const ordered_json::json_pointer path("/data/set");
  if (!config.value.contains(path) || !config.value[path].is_string()) return;  // refused later
  const std::string set = config.value[path];
  std::vector<std::string> searched, checked;
  for (const DataSetEntry& entry : data_sets()) {
    if (entry.searches_files) searched.push_back(entry.name);
    if (has_published_files(entry.name)) checked.push_back(entry.name);
  }
  const auto refuse = [&](const char* flag, const std::vector<std::string>& sets) {
    if (!given(app, flag) || std::ranges::find(sets, set) != sets.end()) return;
    throw InputError(
        fmt::format("{}: found with the data set '{}', which has no files; expected {}", flag, set,
                    fmt::join(sets, " or ")));
  };
  refuse("--data-dir", searched);
  refuse("--strict", checked);
}

/// Refuses flags about a search if the experiment has none.
void check_search_flags(const JsonText& config, const CLI::App& app) {
  if (has_tuning(config)) return;
  for (const char* flag : {"--method", "--trainings", "--time", "--warm-start"}) {
    if (!given(app, flag)) continue;
    throw InputError(
        fmt::format("{}: found with an experiment that tunes no model; expected one that does, "
                    "such as census-tuning",
                    flag));
  }
}

/// Refuses what has no looks: a part of the trials, and outputs that train found trials again.
void check_until_told(const RunFlags& flags, const CLI::App& app) {
  if (!given(app, "--until-told")) return;
  parse_duration(flags.until_told, "--until-told");
  for (const char* flag : {"--shard", "--predictions", "--save-models"}) {
    if (!given(app, flag)) continue;
    throw InputError(
        fmt::format("--until-told: found together with {}; expected one of the two", flag));
  }
}

/// Flags of one concern, all of which need --exp where the command has it.
struct FlagGroup {
  CLI::App& command;
  const char* name;

  template <typename T>
  CLI::Option* option(const char* flag, T& member, const char* help) const {
    return grouped(command.add_option(flag, member, help));
  }
  void flag(const char* flag, bool& member, const char* help) const {
    grouped(command.add_flag(flag, member, help));
  }

 private:
  CLI::Option* grouped(CLI::Option* option) const {
    if (CLI::Option* const exp = command.get_option_no_throw("--exp")) option->needs(exp);
    return option->group(name);
  }
};

constexpr const char* kWhat = "What to run";
constexpr const char* kHow = "How to run it";
constexpr const char* kOutput = "Output";

/// What changes any experiment.
void add_change_flags(const FlagGroup& group, RunFlags& flags) {
  group.option("--seed", flags.seed, "Seed of all random numbers");
  group.flag("--paper", flags.paper, "Use the paper's full protocol");
  group
      .option("--set", flags.set,
              "Set any member: PATH=VALUE, such as models.mmoe.experts=4; may be repeated")
      ->allow_extra_args(false);
}

void add_what_flags(CLI::App& root, RunFlags& flags) {
  const FlagGroup group{root, kWhat};
  group.option("--models", flags.models, "Models to compare: a,b,c");
  group.option("--runs", flags.runs,
               "Number of runs, independent draws of data and initialisation");
  group.option("--pilot-runs", flags.pilot_runs,
               "Runs on which learning rates are chosen; 0: on the reported runs");
  add_change_flags(group, flags);
}

void add_task_flags(CLI::App& root, RunFlags& flags) {
  const FlagGroup group{root, "Data"};
  group.option("--cosine", flags.cosine, "Weight cosines: a,b,c or FIRST:LAST:STEP (synthetic)");
  group.option("--pearson", flags.pearson, "Label correlations, instead of cosines (synthetic)");
  group.option("--group", flags.group, "Groups of tasks: 1,2 (census-income)");
  group.option("--protocol", flags.protocol,
               "Input preprocessing: paper,keras-mmoe,... (census-income)");
  group.option("--data-dir", flags.data_dir, "Folder of the data files (census-income)");
  group.flag("--drop-leaks", flags.drop_leaks,
             "Remove the leaky columns for never married (census-income)");
  group.flag("--strict", flags.strict,
             "Fail if data files are not the published ones (census-income)");
}

void add_training_flags(CLI::App& root, RunFlags& flags) {
  const FlagGroup group{root, "Training"};
  group.option("--steps", flags.steps, "Training steps");
  group.option("--batch", flags.batch, "Batch size");
  group.option("--lr", flags.learning_rates, "Learning rates to choose from: a,b,c");
}

void add_search_flags(CLI::App& root, RunFlags& flags) {
  const FlagGroup group{root, "Search for settings"};
  group.option("--method", flags.method, "How settings are proposed: gp, random or sobol")
      ->check(CLI::IsMember({"gp", "random", "sobol"}));
  group.option("--trainings", flags.trainings, "Trainings of each model on each setting");
  group.option("--warm-start", flags.warm_start,
               "Begin with the best settings of an earlier search: its folder");
  group.option("--time", flags.time, "Pause after so long: 90s, 30m, 8h; run again to go on");
}

void add_work_flags(const FlagGroup& group, RunFlags& flags) {
  group.option("--jobs", flags.jobs, "Parallel trials (default: all cores)")
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{1024}));
  group.flag("--dry-run", flags.dry_run,
             "List all trials, stored or not, with estimated times, and exit");
}

void add_how_flags(CLI::App& root, RunFlags& flags) {
  const FlagGroup group{root, kHow};
  add_work_flags(group, flags);
  group.option("--shard", flags.shard, "Run only part I of N: I/N; see mmoe-bench merge");
  group.option("--until-told", flags.until_told,
               "Add runs until this time is over, 60s, 30m or 8h, or the paper's claims are told");
  group.flag("--fresh", flags.fresh, "Start over: discard the folder's trials and result");
  group.flag("--replace", flags.replace,
             "Replace the folder's result even if its configuration differs");
}

/// What is told, and how.
void add_message_flags(const FlagGroup& group, RunFlags& flags) {
  group.flag("--json", flags.json,
             "Print one JSON event per line, the result last; or the dry run");
  group.flag("--quiet", flags.quiet, "Print no progress (same as --log-level warning)");
  group.option("--log-level", flags.log_level, "Level of messages on stderr (default: info)")
      ->check(CLI::IsMember(log_level_names()));
}

void add_output_flags(CLI::App& root, RunFlags& flags) {
  const FlagGroup group{root, kOutput};
  group.option("--out", flags.out, "Output folder (default: results/<experiment>)");
  group.flag("--report", flags.report, "Write the result's page too, OUT/report/index.html");
  group.option("--predictions", flags.predictions,
               "Write labels and outputs on the test set to this CSV file");
  group
      .option("--save-models", flags.save_models,
              "Save models to OUT/models: the best of each model and setting, or all trials'")
      ->check(CLI::IsMember({"best", "all"}));
  add_message_flags(group, flags);
}

}  // namespace

JsonText configure(const RunFlags& flags, const CLI::App& app) {
  check_until_told(flags, app);
  JsonText config = load_configuration(flags.experiment);
  if (flags.paper) apply_paper(config);
  Overrides overrides(app, config);
  overrides.set("--runs", "runs", flags.runs);
  overrides.set("--pilot-runs", "pilot_runs", flags.pilot_runs);
  overrides.set("--seed", "seed", flags.seed);
  overrides.set("--steps", "training.steps", flags.steps);
  overrides.set("--batch", "training.batch", flags.batch);
  overrides.set_sweep("--lr", "training.learning_rates", flags.learning_rates);
  overrides.replace("--cosine", "data.cosine", {"pearson", "correlation_matrix"}, flags.cosine);
  overrides.replace("--pearson", "data.pearson", {"cosine", "correlation_matrix"}, flags.pearson);
  overrides.set_sweep("--group", "data.group", flags.group);
  overrides.set("--protocol", "data.protocol", split_list(flags.protocol));
  overrides.set("--drop-leaks", "data.drop_leaks", flags.drop_leaks);
  check_search_flags(config, app);
  overrides.set("--method", "tuning.method", flags.method);
  overrides.set("--trainings", "tuning.trainings", flags.trainings);
  if (!flags.warm_start.empty()) {
    overrides.set("--warm-start", "tuning.first",
                  first_settings_of(tuning_json(*read_tuning_outcome(flags.warm_start))));
  }
  const auto is_of_model = [](const std::string& path) { return path.starts_with("models."); };
  for (const std::string& assignment : flags.set) {
    if (!is_of_model(assignment)) overrides.assign(assignment);
  }
  check_file_flags(config, app);
  select_models(config, split_list(flags.models), flags.models_flag);
  for (const std::string& assignment : flags.set) {
    if (is_of_model(assignment)) overrides.assign(assignment);  // also of those that --models adds
  }
  return config;
}

SessionOptions session_options(const RunFlags& flags) {
  SessionOptions options{.folder = flags.out,
                         .data_dir = flags.data_dir,
                         .predictions = flags.predictions,
                         .jobs = static_cast<std::size_t>(flags.jobs),
                         .fresh = flags.fresh,
                         .replace = flags.replace,
                         .strict = flags.strict};
  if (flags.save_models == "best") options.save_models = SaveModels::kBest;
  if (flags.save_models == "all") options.save_models = SaveModels::kAll;
  if (!flags.shard.empty()) options.shard = parse_shard(flags.shard);
  return options;
}

void add_run_flags(CLI::App& root, RunFlags& flags) {
  root.add_option("--exp", flags.experiment, "Experiment to run: a built-in one, or a JSON file");
  add_what_flags(root, flags);
  add_task_flags(root, flags);
  add_training_flags(root, flags);
  add_search_flags(root, flags);
  add_how_flags(root, flags);
  add_output_flags(root, flags);
}

void add_train_flags(CLI::App& command, RunFlags& flags) {
  command
      .add_option("experiment", flags.experiment,
                  "A built-in experiment, a JSON file, or the recipe of a table")
      ->required();
  const FlagGroup what{command, kWhat};
  flags.models_flag = "--model";
  what.option("--model", flags.models, "Model to train (may be left out if there is one alone)");
  what.option("--out", flags.out, "Model file to write, named *.safetensors")->required();
  what.flag("--replace", flags.replace, "Replace the file even if its model is of other training");
  add_change_flags(what, flags);
  add_task_flags(command, flags);
  add_training_flags(command, flags);
  add_work_flags({command, kHow}, flags);
  add_message_flags({command, kOutput}, flags);
}

}  // namespace mmoe::cli
