// SPDX-License-Identifier: Apache-2.0
#include "run_flags.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <utility>

#include "base/characters.h"
#include "base/error.h"
#include "base/log.h"
#include "data/fetch/known_files.h"
#include "data/fetch/recipe.h"
#include "experiment/config/catalogue.h"
#include "sweep.h"

namespace mmoe::cli {
namespace {

using nlohmann::ordered_json;

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
  if (has_published_files(set)) return;
  for (const char* flag : {"--data-dir", "--strict"}) {
    if (app.count(flag) == 0) continue;
    throw InputError(
        fmt::format("{}: found with the data set '{}', which has no files; expected {}", flag, set,
                    fmt::join(recipe_names(), ", ")));
  }
}

}  // namespace

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
  const auto is_of_model = [](const std::string& path) { return path.starts_with("models."); };
  for (const std::string& assignment : flags.set) {
    if (!is_of_model(assignment)) overrides.assign(assignment);
  }
  check_file_flags(config, app);
  select_models(config, split_list(flags.models), "--models");
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
  if (!flags.shard.empty()) options.shard = parse_shard(flags.shard);
  return options;
}

void add_run_flags(CLI::App& root, RunFlags& flags) {
  auto* experiment = root.add_option("--exp", flags.experiment,
                                     "Experiment to run: a built-in one, or a JSON file");
  const auto add = [&](const char* flag, auto& member, const char* help) {
    return root.add_option(flag, member, help)->needs(experiment)->group("Running");
  };
  add("--models", flags.models, "Models to compare: a,b,c");
  add("--cosine", flags.cosine, "Weight cosines: a,b,c or FIRST:LAST:STEP (synthetic)");
  add("--pearson", flags.pearson, "Label correlations, instead of cosines (synthetic)");
  add("--group", flags.group, "Groups of tasks: 1,2 (census-income)");
  add("--protocol", flags.protocol, "Input preprocessing: paper,keras-mmoe,... (census-income)");
  add("--runs", flags.runs, "Number of runs, independent draws of data and initialisation");
  add("--steps", flags.steps, "Training steps");
  add("--batch", flags.batch, "Batch size");
  add("--lr", flags.learning_rates, "Learning rates to choose from: a,b,c");
  add("--seed", flags.seed, "Seed of all random numbers");
  add("--set", flags.set,
      "Set any member: PATH=VALUE, such as models.mmoe.experts=4; may be repeated")
      ->allow_extra_args(false);
  add("--jobs", flags.jobs, "Parallel trials (default: all cores)")
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{1024}));
  add("--out", flags.out, "Output folder (default: results/<experiment>)");
  add("--data-dir", flags.data_dir, "Folder of the data files (census-income)");
  add("--predictions", flags.predictions,
      "Write labels and outputs on the test set to this CSV file");
  const auto add_flag = [&](const char* flag, bool& member, const char* help) {
    root.add_flag(flag, member, help)->needs(experiment)->group("Running");
  };
  add_flag("--drop-leaks", flags.drop_leaks,
           "Remove the leaky columns for never married (census-income)");
  add_flag("--strict", flags.strict,
           "Fail if data files are not the published ones (census-income)");
  add_flag("--paper", flags.paper, "Use the paper's full protocol");
  add("--shard", flags.shard, "Run only part I of N: I/N; see mmoe-bench merge");
  add_flag("--replace", flags.replace,
           "Replace the folder's result even if its configuration differs");
  add_flag("--fresh", flags.fresh, "Start over: discard the folder's trials and result");
  add_flag("--dry-run", flags.dry_run,
           "List all trials, stored or not, with estimated times, and exit");
  add_flag("--json", flags.json, "Print one JSON event per line, the result last; or the dry run");
  add_flag("--quiet", flags.quiet, "Print no progress (same as --log-level warning)");
  add("--log-level", flags.log_level, "Level of messages on stderr (default: info)")
      ->check(CLI::IsMember(log_level_names()));
}

}  // namespace mmoe::cli
