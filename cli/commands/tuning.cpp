// SPDX-License-Identifier: Apache-2.0
// mmoe-bench tuning: what a search for settings has found, also while it runs.
#include "tuning.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "base/atomic_file.h"
#include "base/characters.h"
#include "base/error.h"
#include "base/log.h"
#include "base/output_kind.h"
#include "base/shell_word.h"
#include "command.h"
#include "progress.h"
#include "report/tables/text_table.h"
#include "results/labels.h"
#include "results/number_text.h"
#include "standard_output.h"

namespace mmoe::cli {
namespace {

using nlohmann::ordered_json;

struct TuningFlags {
  std::string folder, write, setting;
  bool json = false, quiet = false;
};

std::string objective_text(const ordered_json& study, const ordered_json& value) {
  return value.is_number() ? fmt::format("{:.5f}", shown_objective(study, value)) : "–";
}

/// "experts 5, expert [51]".
std::string settings_text(const ordered_json& settings) {
  if (settings.is_null()) return "as in the experiment";
  std::string text;
  for (const auto& [path, value] : settings.items()) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", path, value.dump());
  }
  return text;
}

/// What is best: of the fresh runs, or of the search so far.
ordered_json best_shown(const ordered_json& study) {
  if (study.contains("best")) {
    const ordered_json& best = study["candidates"][study["best"].get<std::size_t>()];
    return {{"settings", best["settings"]},
            {"search", best["tuning"]},
            {"fresh", best["fresh"]["median"]}};
  }
  if (!study.contains("best_so_far")) return nullptr;
  return {{"settings", study["best_so_far"]["settings"]},
          {"search", study["best_so_far"]["objective"]},
          {"fresh", nullptr}};
}

std::string best_table(const ordered_json& studies) {
  TextTable table({{"model", false},
                   {"setting", false},
                   {"trainings"},
                   {"search"},
                   {"fresh runs, median"},
                   {"best settings", false}},
                  2);
  for (const ordered_json& study : studies) {
    const ordered_json& budget = study["budget"];
    const ordered_json best = best_shown(study);
    table.add({study["model"], setting_title(study["setting"]),
               fmt::format("{} of {}", budget["finished"].dump(), budget["trainings"].dump()),
               best.is_null() ? "–" : objective_text(study, best["search"]),
               best.is_null() ? "–" : objective_text(study, best["fresh"]),
               best.is_null() ? "–" : settings_text(best["settings"])});
  }
  return table.text(table_width());
}

std::string importance_lines(const ordered_json& studies) {
  std::string text;
  for (const ordered_json& study : studies) {
    if (study["options"].empty()) continue;
    text +=
        fmt::format("{}, {}:", study["model"].get<std::string>(), setting_title(study["setting"]));
    for (const ordered_json& option : study["options"]) {
      text += fmt::format(" {} {:.2f}", option["path"].get<std::string>(),
                          option["importance"].get<double>());
    }
    text += "\n";
  }
  return text.empty() ? text : "\nImportance of each option over its whole range, 0 to 1:\n" + text;
}

std::string budget_line(const ordered_json& studies) {
  double seconds = 0, tuner = 0;
  for (const ordered_json& study : studies) {
    seconds += study["budget"]["seconds"].get<double>();
    tuner += study["budget"]["tuner_seconds"].get<double>();
  }
  return fmt::format("\nTrainings took {}, suggestions {} ({:.0f} % of both).\n",
                     duration_text(seconds), duration_text(tuner),
                     100 * tuner / std::max(seconds + tuner, 1e-9));
}

int show_search(const TuningFlags& flags) {
  if (flags.quiet) set_log_level(LogLevel::kWarning);
  const auto outcome = read_tuning_outcome(flags.folder);
  if (!flags.write.empty()) {
    const ordered_json experiment = tuned_experiment(*outcome, flags.setting);
    write_file_atomically(flags.write, json_text(experiment) + "\n", kTunedExperimentFile);
    log_info(fmt::format("wrote {}; run it: mmoe-bench --exp {}", one_line(flags.write),
                         shell_word(flags.write)));
    return 0;
  }
  const ordered_json summary = tuning_json(*outcome);
  flags.json ? print_json(summary) : print_text(tuning_text(summary));
  return 0;
}

}  // namespace

std::string tuning_text(const ordered_json& summary) {
  const ordered_json& studies = summary["studies"];
  return best_table(studies) + importance_lines(studies) + budget_line(studies);
}

void print_search_plan(const TuningSession& session, bool json) {
  const auto& options = session.plan().options;
  const auto trainings = session.studies() * static_cast<std::size_t>(options.trainings);
  const auto fresh = session.studies() * static_cast<std::size_t>(options.candidates + 1) *
                     static_cast<std::size_t>(options.fresh_runs);
  if (json) {
    print_json({{"studies", session.studies()}, {"trainings", trainings}, {"fresh_runs", fresh}});
    return;
  }
  print_text(fmt::format("{}, {} for each of {}, then at most {} of the best on fresh data\n",
                         counted(trainings, "training"), options.trainings,
                         counted(session.studies(), "pair") + " of model and setting",
                         counted(fresh, "run")));
}

void add_tuning(CLI::App& root, Action& chosen) {
  CLI::App* app = root.add_subcommand(
      "tuning", "Show what a search for settings has found, also while it runs");
  app->footer(
      "DIR is the folder of an experiment that tunes its models.\n"
      "Examples:\n"
      "  mmoe-bench --exp census-tuning\n"
      "  mmoe-bench tuning results/census-tuning\n"
      "  mmoe-bench tuning results/census-tuning --write best.json\n"
      "  mmoe-bench --exp best.json");
  const auto flags = std::make_shared<TuningFlags>();
  app->add_option("dir", flags->folder, "Folder of the search")->required();
  CLI::Option* write =
      app->add_option("--write", flags->write, "Write an experiment with the best settings");
  app->add_option("--setting", flags->setting,
                  "The setting of the data to write for alone, such as group=1")
      ->needs(write);
  app->add_flag("--json", flags->json, "Print the summary");
  app->add_flag("--quiet", flags->quiet, "Print only the summary and errors");
  app->callback([&chosen, flags] { chosen = [flags] { return show_search(*flags); }; });
}

}  // namespace mmoe::cli
