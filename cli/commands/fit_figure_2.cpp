// SPDX-License-Identifier: Apache-2.0
// `fit-figure-2`: which settings of the synthetic tasks agree with the paper's Figures 2 and 3.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "base/atomic_file.h"
#include "base/fields.h"
#include "base/seed.h"
#include "command.h"
#include "report/tables/figure_2_report.h"
#include "standard_output.h"
#include "sweep.h"

namespace mmoe::cli {
namespace {

constexpr double kMostSines = 8;

struct FitFigure2Flags {
  std::string sines = "1,2,3";
  std::int64_t starts = 500;
  std::int64_t seed = 1;
  bool json = false;
  std::string out;
};

/// Parses a sweep like those of experiments; each number may occur once.
std::vector<std::size_t> parse_sines(const std::string& text) {
  const std::string flag = "--sines";
  std::vector<std::int64_t> sines;
  Fields fields;
  fields.add(flag, sines, "numbers of sines", {.low = 1, .high = kMostSines, .distinct = true});
  fields.read({{flag, parse_sweep(text, flag)}}, "");
  return {sines.begin(), sines.end()};
}

int run_fit_figure_2(const FitFigure2Flags& flags) {
  const auto sines = parse_sines(flags.sines);
  std::optional<AtomicFile> file;  // opened first, to fail before the search
  if (!flags.out.empty()) file.emplace(flags.out, kCalibrationFile);
  const Figure2Report report = make_figure_2_report(
      {sines, static_cast<std::size_t>(flags.starts), static_cast<std::uint64_t>(flags.seed)});
  const std::string json = figure_2_json(report).dump(2) + "\n";
  if (file) {
    file->write(json);
    file->commit();
  }
  flags.json ? write_output(json) : print_text(figure_2_text(report));
  return 0;
}

CLI::App* add_under_name(const std::string& name, CLI::App& root, Action& chosen) {
  CLI::App* app = root.add_subcommand(
      name, "Fit the c, alpha and beta that the paper does not state to its figures");
  app->footer(
      "Fits the closed form to Figure 2's nine label correlations and Figure 3's initial loss,\n"
      "and lists the families of settings that fit within the reading error.\n"
      "Examples:\n"
      "  mmoe-bench fit-figure-2\n"
      "  mmoe-bench fit-figure-2 --sines 2 --starts 5000 --json | jq '.sines[0].families[].best'");
  const auto flags = std::make_shared<FitFigure2Flags>();
  app->add_option("--sines", flags->sines, "Numbers of sines m: a,b,c or FIRST:LAST:STEP");
  app->add_option("--starts", flags->starts, "Random starts per number of sines")
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{1000000}));
  app->add_option("--seed", flags->seed, "Seed of the starts")
      ->check(CLI::Range(std::int64_t{0}, kLargestSeed));
  app->add_flag("--json", flags->json, "Print JSON");
  app->add_option("--out", flags->out, "Also write the JSON to this file");
  app->callback([&chosen, flags] { chosen = [flags] { return run_fit_figure_2(*flags); }; });
  return app;
}

}  // namespace

void add_fit_figure_2(CLI::App& root, Action& chosen) {
  add_under_name("fit-figure-2", root, chosen);
  add_under_name("recover", root, chosen)->group("");  // the command's former name, hidden
}

}  // namespace mmoe::cli
