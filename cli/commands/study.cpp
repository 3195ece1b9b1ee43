// SPDX-License-Identifier: Apache-2.0
// What a study shows, and `mmoe-bench sensitivity`, which summarises one again.
#include "study.h"

#include <fmt/format.h>

#include <memory>

#include "base/log.h"
#include "command.h"
#include "dry_run.h"
#include "progress.h"
#include "study/study_text.h"

namespace mmoe::cli {
namespace {

using nlohmann::ordered_json;

struct SensitivityFlags {
  std::string folder;
  bool json = false, quiet = false;
};

}  // namespace

void print_study(const WrittenStudy& written, StudyOutput output) {
  if (output == StudyOutput::kEvents) {
    print_result_event(written.file, [&](const TextSink& write) { write(written.text); });
  } else {
    fmt::print("{}", output == StudyOutput::kJson ? written.text : study_text(written.study));
  }
  log_info(fmt::format("\nwrote {}", written.file.string()));
}

void list_points(const StudySession& session, std::int64_t jobs, bool json) {
  ordered_json list = ordered_json::array();
  double seconds = 0, wall = 0;
  std::size_t trials = 0;
  for (const DesignPoint& point : session.points()) {
    const Session run = session.open(point, /*check_files=*/false);
    ordered_json listed = {{"number", point.number}, {"factors", point.factors}};
    listed.update(dry_run_json(run.prepared(), run.trials(), jobs));
    seconds += listed["seconds"].get<double>();
    wall += listed["wall_seconds"].get<double>();
    trials += listed["trials"].size();
    if (!json) {
      fmt::print("{:03}  {:.1f}s  {}\n", point.number, listed["wall_seconds"].get<double>(),
                 factors_text(point));
    }
    list.push_back(std::move(listed));
  }
  if (json) {
    const ordered_json all = {
        {"points", list}, {"jobs", jobs}, {"seconds", seconds}, {"wall_seconds", wall}};
    fmt::print("{}\n", all.dump(2));
  } else {
    fmt::print("{} points, {} trials, about {} at {} jobs\n", list.size(), trials,
               duration_text(wall), jobs);
  }
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
