// SPDX-License-Identifier: Apache-2.0
// What a study shows, and `mmoe-bench sensitivity`, which summarises one again.
#include "study.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "base/count_text.h"
#include "base/log.h"
#include "command.h"
#include "dry_run.h"
#include "progress.h"
#include "standard_output.h"
#include "study/study_text.h"

namespace mmoe::cli {
namespace {

using nlohmann::ordered_json;

struct SensitivityFlags {
  std::string folder;
  bool json = false, quiet = false;
};

std::string search_plan_text(const SearchGoal& goal, std::size_t first) {
  return fmt::format(
      "a search for the least {}\nthe first {} fill the space, the others are proposed from what "
      "those before show:\n",
      goal_text(goal), first);
}

}  // namespace

void print_study(const WrittenStudy& written, StudyOutput output) {
  if (output == StudyOutput::kEvents) {
    print_result_event(written.file, [&](const TextSink& write) { write(written.text); });
  } else {
    const bool is_json = output == StudyOutput::kJson;
    is_json ? write_output(written.text) : print_text(study_text(written.study));
  }
  log_info(fmt::format("\nwrote {}", written.file.string()));
}

void list_points(const StudySession& session, std::int64_t jobs, bool json) {
  const auto& points = session.points();
  // Every point is timed by itself: 0.2 s per model in all of them.
  const double least_seconds = 0.2 / static_cast<double>(std::max<std::size_t>(points.size(), 1));
  ordered_json list = ordered_json::array();
  std::string text;
  double seconds = 0, wall = 0, trials = 0;
  for (const DesignPoint& point : points) {
    const Session run = session.open(point, /*check_files=*/false);
    ordered_json listed = {{"number", point.number}, {"factors", point.factors}};
    listed.update(dry_run_json(run.prepared(), run.trials(), jobs, least_seconds));
    seconds += listed["seconds"].get<double>();
    wall += listed["wall_seconds"].get<double>();
    trials += static_cast<double>(listed["trials"].size());
    text += fmt::format("{:03}  {:.1f}s  {}\n", point.number, listed["wall_seconds"].get<double>(),
                        factors_text(point));
    list.push_back(std::move(listed));
  }
  // The later points of a search are not known: they take as long as the first, about.
  const std::size_t planned = session.design().search ? session.plan().planned : points.size();
  const double share = static_cast<double>(planned) / static_cast<double>(points.size());
  ordered_json all = {{"points", list},
                      {"jobs", jobs},
                      {"seconds", share * seconds},
                      {"wall_seconds", share * wall}};
  if (session.design().search) {
    all["planned_points"] = planned;
    all["search"] = session.design().search->to_json();
    text = search_plan_text(*session.design().search, points.size()) + text;
  }
  if (json) return print_json(all);
  print_text(fmt::format("{}, {}, about {} at {}\n{}", counted(planned, "point"),
                         counted(static_cast<std::size_t>(std::llround(share * trials)), "trial"),
                         duration_text(share * wall),
                         counted(static_cast<std::size_t>(jobs), "job"), text));
}

void add_sensitivity(CLI::App& root, Action& chosen) {
  CLI::App* app = root.add_subcommand(
      "sensitivity",
      "Summarise where the paper's claims hold in a study, and which factors decide it");
  app->footer(
      "DIR is the folder of an experiment with a design; points not yet run are left out.\n"
      "Examples:\n"
      "  mmoe-bench --exp synthetic-sensitivity\n"
      "  mmoe-bench sensitivity results/synthetic-sensitivity --json | jq .nearest");
  const auto flags = std::make_shared<SensitivityFlags>();
  app->add_option("dir", flags->folder, "Folder of the study")->required();
  app->add_flag("--json", flags->json, "Print the summary file");
  app->add_flag("--quiet", flags->quiet, "Print only the summary and errors");
  app->callback([&chosen, flags] {
    chosen = [flags] {
      if (flags->quiet) set_log_level(LogLevel::kWarning);
      print_study(write_study(read_study(flags->folder), flags->folder),
                  flags->json ? StudyOutput::kJson : StudyOutput::kText);
      return 0;
    };
  });
}

}  // namespace mmoe::cli
