// SPDX-License-Identifier: Apache-2.0
// Runs an experiment that has a design, and `mmoe-bench sensitivity`, which summarises one again.
#include "study.h"

#include <fmt/format.h>

#include <memory>

#include "base/atomic_file.h"
#include "base/log.h"
#include "command.h"
#include "experiment/calibration.h"
#include "experiment/catalogue.h"
#include "experiment/store_lock.h"
#include "progress.h"
#include "report/result.h"
#include "study/study_json.h"
#include "study/study_text.h"

namespace mmoe::cli {
namespace {

using std::filesystem::path;

bool is_mine(const DesignPoint& point, const std::optional<Shard>& shard) {
  return !shard || point.number % shard->count == shard->index - 1;
}

path summary_file(const path& folder, const StudyPlan& plan) {
  return folder / (plan.name + ".json");
}

/// A point that is wrong, or a file that cannot be written, costs no time before it is refused.
void check_points(const JsonText& config, const StudyPlan& plan, const path& folder) {
  check_replaceable(summary_file(folder, plan));
  for (const DesignPoint& point : plan.points) {
    resolve(configure_point(config, point));
    check_replaceable(point_file(folder, plan, point.number));
  }
}

/// Writes the summary of what was run and prints it.
void summarise_folder(const path& folder, bool json, bool quiet) {
  const Study study = read_study(folder);
  const path file = summary_file(folder, study.plan);
  const std::string text = object_text(study_json(study));
  write_file_atomically(file, text);
  fmt::print("{}", json ? text : study_text(study));
  if (!quiet) tell(fmt::format("\nwrote {}\n", file.string()));
}

struct SensitivityFlags {
  std::string folder;
  bool json = false, quiet = false;
};

}  // namespace

int run_study(const JsonText& config, const StudyRequest& request) {
  const StudyPlan plan = make_plan(config);
  path folder = request.out;
  if (folder.empty()) folder = path("results") / plan.name;
  check_points(config, plan, folder);
  const StoreLock lock(folder);
  write_file_atomically(plan_file(folder), plan_json(plan).dump(1) + "\n");
  for (const DesignPoint& point : plan.points) {
    if (!is_mine(point, request.shard)) continue;
    if (!request.quiet) {
      tell(fmt::format("point {} of {}: {}\n", point.number + 1, plan.points.size(),
                       factors_text(point)));
    }
    request.run(configure_point(config, point), point_folder(folder, point.number));
  }
  if (request.shard) {
    if (!request.quiet) {
      tell(
          "this part is done; copy all parts' points/ into one folder, and the command "
          "without --shard finds them there\n");
    }
    return 0;
  }
  summarise_folder(folder, request.json, request.quiet);
  return 0;
}

int list_points(const JsonText& config, std::int64_t jobs) {
  double total = 0;
  std::size_t trials = 0;
  const StudyPlan plan = make_plan(config);
  for (const DesignPoint& point : plan.points) {
    const Prepared prepared = prepare(configure_point(config, point), "");
    const auto all = expand(prepared.experiment, *prepared.data);
    const double seconds = estimate_wall_time(
        estimate_seconds(prepared.experiment, *prepared.data, all), static_cast<std::size_t>(jobs));
    fmt::print("{:03}  {:.1f}s  {}\n", point.number, seconds, factors_text(point));
    total += seconds;
    trials += all.size();
  }
  fmt::print("{} points, {} trials, about {} at {} jobs\n", plan.points.size(), trials,
             duration_text(total), jobs);
  return 0;
}

void add_sensitivity(CLI::App& root, Action& chosen) {
  CLI::App* app = root.add_subcommand(
      "sensitivity", "Say where the paper's picture holds in a study, and what decides it");
  app->footer(
      "DIR is the folder of an experiment with a design; points not yet run are left out.\n"
      "Examples:\n"
      "  mmoe-bench --exp synthetic-sensitivity\n"
      "  mmoe-bench sensitivity results/synthetic-sensitivity --json | jq .nearest");
  const auto flags = std::make_shared<SensitivityFlags>();
  app->add_option("dir", flags->folder, "Folder of the study")->required();
  app->add_flag("--json", flags->json, "Print the summary file");
  app->add_flag("--quiet", flags->quiet, "Print nothing but the summary and errors");
  app->callback([&chosen, flags] {
    chosen = [flags] {
      summarise_folder(flags->folder, flags->json, flags->quiet);
      return 0;
    };
  });
}

}  // namespace mmoe::cli
