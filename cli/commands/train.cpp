// SPDX-License-Identifier: Apache-2.0
// mmoe-bench train: one model of one experiment, or of a table, as a model file.
#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <string>

#include "base/atomic_file.h"
#include "base/characters.h"
#include "base/error.h"
#include "base/interrupt.h"
#include "base/log.h"
#include "base/read_file.h"
#include "base/shell_word.h"
#include "command.h"
#include "dry_run.h"
#include "named_experiment.h"
#include "results/labels.h"
#include "results/model_file/saved_model.h"
#include "run_config.h"
#include "run_display.h"
#include "standard_output.h"
#include "study/design.h"
#include "trained_text.h"
#include "tuning/search/options.h"

namespace mmoe::cli {
namespace {

/// Experiments have no such members, and recipes have both.
bool is_recipe(const std::string& name) {
  if (!is_json_name(name)) return false;
  const nlohmann::ordered_json json = read_json(name).value;
  return json.is_object() && json.contains("files") && json.contains("tasks");
}

void check_model_name(const std::string& out) {
  if (std::filesystem::path(out).extension() != ".safetensors") {
    throw InputError(
        fmt::format("--out: found '{}'; expected a name that ends in .safetensors", out));
  }
}

/// Throws InputError if the file holds a model of another training, which may have taken hours.
void check_keeps_model(const RunFlags& flags, const Session& session) {
  std::error_code error;
  if (flags.replace || !std::filesystem::is_regular_file(flags.out, error)) return;
  check_replaceable(flags.out, kModelFile);
  if (std::filesystem::file_size(flags.out) == 0) return;
  const SavedModel there = parse_model_file(read_whole_file(flags.out), flags.out);
  if (session.trains_again(there)) return;
  throw InputError(fmt::format(
      "{}: holds a model of another training, {} of {}, which this one would replace; expected "
      "another name, or --replace",
      flags.out, plain_text(there.trial.value("key", nlohmann::ordered_json())),
      plain_text(there.trial.value("experiment", nlohmann::ordered_json()))));
}

/// Throws InputError unless it is an experiment with one model.
void check_trains_one(const JsonText& config, const std::string& name) {
  if (has_tuning(config) || has_design(config)) {
    throw InputError(fmt::format(
        "{}: found a search or a design, which has many settings of a model; expected an "
        "experiment such as synthetic, or the recipe of a table",
        name));
  }
  const auto models = resolve(config).models;
  if (models.size() == 1) return;
  std::string labels;
  for (const ModelSpec& spec : models) labels += (labels.empty() ? "" : ", ") + spec.label;
  throw InputError(
      fmt::format("--model: found {} models: {}; expected the name of one", models.size(), labels));
}

/// The configuration of the one model's first run; a recipe stands for the experiment `table` on
/// it.
JsonText configure_training(RunFlags flags, const CLI::App& app) {
  const std::string name = flags.experiment;
  if (is_recipe(name)) {
    flags.experiment = "table";
    flags.set.insert(flags.set.begin(), "data.recipe=" + name);
  }
  load_named(flags.experiment);  // whose name no flag gave
  JsonText config = configure(flags, app);
  check_trains_one(config, name);
  override_member(config, "runs", 1, "train");
  return config;
}

void tell_setting(const Session& session) {
  const auto settings = session.prepared().data->settings();
  if (settings.size() == 1) return;
  log_info(
      fmt::format("{}: the first of {} settings; flags such as --cosine and --group, or "
                  "--set, choose another",
                  setting_key(settings.front()), settings.size()));
}

void print_model(const RunFlags& flags, const SavedModel& model) {
  if (flags.json) {
    print_event({{"event", "model"}, {"file", flags.out}, {"trial", model.trial}});
  } else {
    print_text(fmt::format("{}\n", model.entry->title) + trained_text(model.trial, table_width()));
  }
  log_info(fmt::format("\nwrote {}\nnext: mmoe-bench predict {} ROWS.csv", one_line(flags.out),
                       shell_word(flags.out)));
}

int run_train(const RunFlags& flags, const CLI::App& app) {
  use_log_level(flags);
  check_model_name(flags.out);
  const Session session(configure_training(flags, app),
                        {.data_dir = flags.data_dir,
                         .jobs = static_cast<std::size_t>(flags.jobs),
                         .strict = flags.strict,
                         .first_setting = true});
  if (flags.dry_run) {
    list_trials(session.prepared(), session.trials(), flags.jobs, flags.json);
    return 0;
  }
  check_keeps_model(flags, session);
  AtomicFile file(flags.out, kModelFile);  // first: a place that cannot be written is refused
  tell_setting(session);
  try {
    RunDisplay display(flags);
    const SavedModel model = session.train_model(display);
    file.write(model_file_bytes(model));
    file.commit();
    print_model(flags, model);
  } catch (const Interrupted&) {
    tell("interrupted; no model was kept\n");
    throw;
  }
  return 0;
}

}  // namespace

void add_train(CLI::App& root, Action& chosen) {
  CLI::App* command = root.add_subcommand("train", "Train one model and save it");
  const auto flags = std::make_shared<RunFlags>();
  add_train_flags(*command, *flags);
  command->footer(R"(Examples:
  mmoe-bench train mine.json --model mmoe --out m.safetensors
  mmoe-bench train synthetic --model mmoe --cosine 0.5 --seed 7 --out m.safetensors
  mmoe-bench train census-income --model omoe --set models.omoe.experts=4 --out m.safetensors)");
  command->callback([command, flags, &chosen] {
    chosen = [command, flags] { return run_train(*flags, *command); };
  });
}

}  // namespace mmoe::cli
