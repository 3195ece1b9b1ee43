// SPDX-License-Identifier: Apache-2.0
// mmoe-bench merge DIR... --out OUT: shards become the result of one machine.
#include "experiment/merge.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>

#include "base/error.h"
#include "base/log.h"
#include "command.h"
#include "report/result.h"
#include "result_text.h"

namespace mmoe::cli {
namespace {

using std::filesystem::path;

constexpr std::size_t kNamed = 10;  // missing trials named in full

struct MergeFlags {
  std::vector<path> folders;
  path out;
  bool quiet = false;
};

void write_store(const Merged& merged, const path& folder) {
  Store store(folder, Store::Mode::kResume);
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

int merge(const MergeFlags& flags) {
  const Merged merged = merge_stores(flags.folders);
  write_store(merged, flags.out);
  require_complete(merged, flags.out);
  const auto result = make_result({.experiment = merged.experiment,
                                   .data = merged.data,
                                   .trials = merged.trials,
                                   .records = merged.records});
  const path file = flags.out / (merged.experiment.name + ".json");
  write_result_file(file, result, merged.records);
  fmt::print("{}", result_text(result, merged.records, file));
  if (!flags.quiet) tell(fmt::format("\nwrote {}\n", file.string()));
  return 0;
}

}  // namespace

void add_merge(CLI::App& root, Action& chosen) {
  CLI::App* app = root.add_subcommand("merge", "Put together what shards of one experiment ran");
  app->footer(
      "Example:\n"
      "  mmoe-bench --exp synthetic --shard 1/2 --out part1        on one machine\n"
      "  mmoe-bench --exp synthetic --shard 2/2 --out part2        on another\n"
      "  mmoe-bench merge part1 part2 --out results/synthetic");
  const auto flags = std::make_shared<MergeFlags>();
  app->add_option("dir", flags->folders, "Folders of the shards")->required();
  app->add_option("--out", flags->out, "Folder of the whole")->required();
  app->add_flag("--quiet", flags->quiet, "Print nothing but the table and errors");
  app->callback([&chosen, flags] { chosen = [flags] { return merge(*flags); }; });
}

}  // namespace mmoe::cli
