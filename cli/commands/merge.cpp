// SPDX-License-Identifier: Apache-2.0
// mmoe-bench merge DIR... --out OUT: merges the shards of an experiment or a study into its result.
#include "experiment/store/merge.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>

#include "base/error.h"
#include "base/log.h"
#include "command.h"
#include "experiment/store/store_lock.h"
#include "result_text.h"
#include "results/result.h"
#include "study.h"

namespace mmoe::cli {
namespace {

using nlohmann::ordered_json;
using std::filesystem::path;

constexpr std::size_t kNamed = 10;  // maximum number of missing trials or points listed

struct MergeFlags {
  std::vector<path> folders;
  path out;
  bool quiet = false;
};

void fill(Store& store, const Merged& merged) {
  store.set_contents(merged.contents);
  for (std::size_t t = 0; t < merged.trials.size(); ++t) {
    if (!merged.records[t].empty()) store.put(merged.identities[t], merged.records[t]);
  }
}

void require_complete(const Merged& merged, const path& out) {
  std::vector<std::string> missing = merged.missing();
  if (missing.empty()) return;
  const std::size_t count = missing.size();
  missing.resize(std::min(count, kNamed));
  throw RunError(fmt::format(
      "{} of {} trials are missing: {}{}; {} has the others: the experiment's command with --out "
      "{} runs what is missing",
      count, merged.trials.size(), fmt::join(missing, ", "), count > kNamed ? ", ..." : "",
      store_path(out).string(), out.string()));
}

ordered_json write_result_of(const Merged& merged, const path& file) {
  auto result = make_result({.experiment = merged.experiment,
                             .data = merged.data,
                             .trials = merged.trials,
                             .records = merged.records});
  write_result_file(file, result, merged.records);
  return result;
}

/// The store, and with it the folder's lock, is held until the result is written (see run.cpp).
ordered_json write_whole(const Merged& merged, const path& folder, const path& file) {
  Store store(folder, Store::Mode::kResume);
  fill(store, merged);
  require_complete(merged, folder);
  return write_result_of(merged, file);
}

void merge_experiment(const MergeFlags& flags) {
  const Merged merged = merge_stores(flags.folders);
  const path file = flags.out / (merged.experiment.name + ".json");
  const ordered_json result = write_whole(merged, flags.out, file);
  fmt::print("{}", result_text(result, merged.records, file));
  log_info(fmt::format("\nwrote {}", file.string()));
}

bool is_study(const path& folder) { return std::filesystem::exists(plan_file(folder)); }

StudyPlan common_plan(const std::vector<path>& folders) {
  const StudyPlan plan = read_plan(folders.front());
  for (const path& folder : folders) {
    require_same(plan.config, folders.front(), read_plan(folder).config, folder);
  }
  return plan;
}

/// Returns the folders that have trials of one point.
std::vector<path> parts_of(const MergeFlags& flags, std::size_t number) {
  std::vector<path> parts;
  for (const path& folder : flags.folders) {
    const path part = point_folder(folder, number);
    if (std::filesystem::exists(store_path(part))) parts.push_back(part);
  }
  return parts;
}

/// Most points are in one shard only, so comparing shards point by point does not compare builds.
void require_one_build(const MergeFlags& flags, const StudyPlan& plan) {
  std::vector<path> all;
  for (const DesignPoint& point : plan.points) {
    const auto parts = parts_of(flags, point.number);
    all.insert(all.end(), parts.begin(), parts.end());
  }
  require_one_signature(all);
}

/// Merges the parts of one point; writes a result file only if it is complete.
void merge_point(const MergeFlags& flags, const StudyPlan& plan, std::size_t number) {
  const std::vector<path> parts = parts_of(flags, number);
  if (parts.empty()) return;
  const Merged merged = merge_stores(parts);
  Store store(point_folder(flags.out, number), Store::Mode::kResume);
  fill(store, merged);
  if (merged.missing().empty()) write_result_of(merged, point_file(flags.out, plan, number));
}

void require_all_points(const Study& study, const path& out) {
  std::vector<std::size_t> missing;
  for (const DesignPoint& planned : study.plan.points) {
    const auto is_it = [&](const StudyPoint& p) { return p.point.number == planned.number; };
    if (std::ranges::none_of(study.points, is_it)) missing.push_back(planned.number);
  }
  if (missing.empty()) return;
  const std::size_t count = missing.size();
  missing.resize(std::min(count, kNamed));
  throw RunError(
      fmt::format("{} of {} points are missing: {}{}; {} has the others: the experiment's command "
                  "with --out {} runs what is missing",
                  count, study.plan.points.size(), fmt::join(missing, ", "),
                  count > kNamed ? ", ..." : "", out.string(), out.string()));
}

void merge_study(const MergeFlags& flags) {
  const StudyPlan plan = common_plan(flags.folders);
  require_one_build(flags, plan);
  const StoreLock lock(flags.out);
  write_plan(flags.out, plan);
  for (const DesignPoint& point : plan.points) merge_point(flags, plan, point.number);
  const Study study = read_study(flags.out);
  require_all_points(study, flags.out);
  print_study(study, flags.out, StudyOutput::kText);
}

int merge(const MergeFlags& flags) {
  if (flags.quiet) set_log_level(LogLevel::kWarning);
  if (std::ranges::any_of(flags.folders, is_study)) {
    merge_study(flags);
  } else {
    merge_experiment(flags);
  }
  return 0;
}

}  // namespace

void add_merge(CLI::App& root, Action& chosen) {
  CLI::App* app = root.add_subcommand("merge", "Merge the shards of one experiment");
  app->footer(
      "Example:\n"
      "  mmoe-bench --exp synthetic --shard 1/2 --out part1        on one machine\n"
      "  mmoe-bench --exp synthetic --shard 2/2 --out part2        on another\n"
      "  mmoe-bench merge part1 part2 --out results/synthetic");
  const auto flags = std::make_shared<MergeFlags>();
  app->add_option("dir", flags->folders, "Folders of the shards")->required();
  app->add_option("--out", flags->out, "Output folder")->required();
  app->add_flag("--quiet", flags->quiet, "Print only the table and errors");
  app->callback([&chosen, flags] { chosen = [flags] { return merge(*flags); }; });
}

}  // namespace mmoe::cli
