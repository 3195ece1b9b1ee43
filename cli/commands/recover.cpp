// SPDX-License-Identifier: Apache-2.0
// `recover`: which settings of the synthetic tasks the paper's Figures 2 and 3 allow.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "base/atomic_file.h"
#include "base/fields.h"
#include "command.h"
#include "report/tables/recovery_report.h"
#include "sweep.h"

namespace mmoe::cli {
namespace {

constexpr double kMostSines = 8;

struct RecoverFlags {
  std::string sines = "1,2,3";
  std::int64_t starts = 500;
  std::int64_t seed = 1;
  bool json = false;
  std::string out;
};

/// Read as a sweep of an experiment is, each number once.
std::vector<std::size_t> parse_sines(const std::string& text) {
  const std::string flag = "--sines";
  std::vector<std::int64_t> sines;
  Fields fields;
  fields.add(flag, sines, "numbers of sines", {.low = 1, .high = kMostSines, .distinct = true});
  fields.read({{flag, parse_sweep(text, flag)}}, "");
  return {sines.begin(), sines.end()};
}

int run_recover(const RecoverFlags& flags) {
  const auto sines = parse_sines(flags.sines);
  std::optional<AtomicFile> file;  // opened first, so that what cannot be written costs no search
  if (!flags.out.empty()) file.emplace(flags.out, kCalibrationFile);
  const RecoveryReport report = make_recovery_report(
      {sines, static_cast<std::size_t>(flags.starts), static_cast<std::uint64_t>(flags.seed)});
  const std::string json = recovery_json(report).dump(2) + "\n";
  if (file) {
    file->write(json);
    file->commit();
  }
  fmt::print("{}", flags.json ? json : recovery_text(report));
  return 0;
}

}  // namespace

void add_recover(CLI::App& root, Action& chosen) {
  CLI::App* app = root.add_subcommand(
      "recover", "Find the c, alpha and beta that the paper leaves open, from its figures");
  app->footer(
      "Fits Figure 2's nine label correlations and the loss that Figure 3 starts from, on the\n"
      "closed form, and lists the families of settings that fit within reading error.\n"
      "Examples:\n"
      "  mmoe-bench recover\n"
      "  mmoe-bench recover --sines 2 --starts 5000 --json | jq '.sines[0].families[].best'");
  const auto flags = std::make_shared<RecoverFlags>();
  app->add_option("--sines", flags->sines, "Numbers of sines m, a,b,c or FIRST:LAST:STEP");
  app->add_option("--starts", flags->starts, "Random starts for each")
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{1000000}));
  app->add_option("--seed", flags->seed, "Fixes the starts")->check(CLI::NonNegativeNumber);
  app->add_flag("--json", flags->json, "Print JSON");
  app->add_option("--out", flags->out, "Also write the JSON to this file");
  app->callback([&chosen, flags] { chosen = [flags] { return run_recover(*flags); }; });
}

}  // namespace mmoe::cli
