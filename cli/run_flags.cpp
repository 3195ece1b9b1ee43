// SPDX-License-Identifier: Apache-2.0
#include "run_flags.h"

#include <string>

#include "base/log.h"
#include "tuning/search/options.h"

namespace mmoe::cli {
namespace {

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
