// SPDX-License-Identifier: Apache-2.0
// mmoe-bench merge DIR... --out OUT: shards, of an experiment, a study or a search, become the
// result of one machine.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

#include "base/log.h"
#include "command.h"
#include "result_text.h"
#include "results/merge_shards.h"
#include "standard_output.h"
#include "study.h"
#include "study/merge_studies.h"
#include "tuning.h"
#include "tuning/search/merge_searches.h"

namespace mmoe::cli {
namespace {

struct MergeFlags {
  std::vector<std::filesystem::path> folders;
  std::filesystem::path out;
  bool quiet = false, replace = false;
};

int merge(const MergeFlags& flags) {
  if (flags.quiet) set_log_level(LogLevel::kWarning);
  if (std::ranges::any_of(flags.folders, is_study)) {
    print_study(merge_studies(flags.folders, flags.out, flags.replace), StudyOutput::kText);
    return 0;
  }
  if (std::ranges::any_of(flags.folders, is_search)) {
    const WrittenTuning written = merge_searches(flags.folders, flags.out, flags.replace);
    print_text(tuning_text(written.summary));
    log_info(fmt::format("\nwrote {}", written.file.string()));
    return 0;
  }
  RunOutcome whole = merge_shards(flags.folders, flags.out, flags.replace);
  print_text(result_text(whole.result, std::move(whole.records), whole.file));
  tell_next(whole.file);
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
  app->add_flag("--replace", flags->replace,
                "Replace the folder's result even if its configuration differs");
  app->add_flag("--quiet", flags->quiet, "Print only the table and errors");
  app->callback([&chosen, flags] { chosen = [flags] { return merge(*flags); }; });
}

}  // namespace mmoe::cli
