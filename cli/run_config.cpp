// SPDX-License-Identifier: Apache-2.0
#include "run_config.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
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

}  // namespace mmoe::cli
