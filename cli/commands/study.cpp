// SPDX-License-Identifier: Apache-2.0
// Runs an experiment that has a design, and `mmoe-bench sensitivity`, which summarises one again.
#include "study.h"

#include <fmt/format.h>

#include <memory>

#include "base/atomic_file.h"
#include "base/log.h"
#include "command.h"
#include "dry_run.h"
#include "experiment/config/catalogue.h"
#include "progress.h"
#include "results/result.h"
#include "study/study_json.h"
#include "study/study_text.h"

namespace mmoe::cli {
namespace {

using nlohmann::ordered_json;
using std::filesystem::path;

path summary_file(const path& folder, const StudyPlan& plan) {
  return folder / (plan.name + ".json");
}

std::vector<DesignPoint> points_of(const StudyPlan& plan, const std::optional<Shard>& shard) {
  return shard ? take_shard(plan.points, *shard) : plan.points;
}

struct SensitivityFlags {
  std::string folder;
  bool json = false, quiet = false;
};

}  // namespace

void check_points(const JsonText& config, const StudyPlan& plan, const path& folder) {
  check_replaceable(summary_file(folder, plan), kStudyFile);
  for (const DesignPoint& point : plan.points) {
    resolve(configure_point(config, point));
    check_replaceable(point_file(folder, plan, point.number), kResultFile);
  }
}

void run_points(const JsonText& config, const StudyPlan& plan, const StudyRequest& request) {
  write_plan(request.folder, plan);
  for (const DesignPoint& point : points_of(plan, request.shard)) {
    log_info(fmt::format("point {} of {}: {}", point.number + 1, plan.points.size(),
                         factors_text(point)));
    if (request.json) {
      print_event({{"event", "point"},
                   {"number", point.number},
                   {"points", plan.points.size()},
                   {"factors", point.factors}});
    }
    request.run(configure_point(config, point), point_folder(request.folder, point.number));
  }
}

void print_study(const Study& study, const path& folder, StudyOutput output) {
  const path file = summary_file(folder, study.plan);
  const std::string text = object_text(study_json(study));
  write_file_atomically(file, text, kStudyFile);
  if (output == StudyOutput::kEvents) {
    print_result_event(file, [&](const TextSink& write) { write(text); });
  } else {
    fmt::print("{}", output == StudyOutput::kJson ? text : study_text(study));
  }
  log_info(fmt::format("\nwrote {}", file.string()));
}

void list_points(const JsonText& config, const StudyPlan& plan, const PointsRequest& request) {
  ordered_json list = ordered_json::array();
  double seconds = 0, wall = 0;
  std::size_t trials = 0;
  for (const DesignPoint& point : points_of(plan, request.shard)) {
    const Prepared prepared = prepare(configure_point(config, point), request.data_dir);
    ordered_json listed = {{"number", point.number}, {"factors", point.factors}};
    listed.update(
        dry_run_json(prepared, expand(prepared.experiment, *prepared.data), request.jobs));
    seconds += listed["seconds"].get<double>();
    wall += listed["wall_seconds"].get<double>();
    trials += listed["trials"].size();
    if (!request.json) {
      fmt::print("{:03}  {:.1f}s  {}\n", point.number, listed["wall_seconds"].get<double>(),
                 factors_text(point));
    }
    list.push_back(std::move(listed));
  }
  if (request.json) {
    const ordered_json all = {
        {"points", list}, {"jobs", request.jobs}, {"seconds", seconds}, {"wall_seconds", wall}};
    fmt::print("{}\n", all.dump(2));
  } else {
    fmt::print("{} points, {} trials, about {} at {} jobs\n", list.size(), trials,
               duration_text(wall), request.jobs);
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
      print_study(read_study(flags->folder), flags->folder,
                  flags->json ? StudyOutput::kJson : StudyOutput::kText);
      return 0;
    };
  });
}

}  // namespace mmoe::cli
