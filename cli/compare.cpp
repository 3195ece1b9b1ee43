// SPDX-License-Identifier: Apache-2.0
// mmoe-bench compare A B: is the second result worse, better, or the same?
#include <fmt/format.h>

#include <memory>

#include "base/log.h"
#include "command.h"
#include "report/labels.h"
#include "report/result_comparison.h"

namespace mmoe::cli {
namespace {

constexpr int kWorseStatus = 3;

struct CompareFlags {
  std::string a, b, metric;
  std::string format = "txt";
  bool json = false, fail_if_worse = false;
};

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const TableFormat& format : kTableFormats) names.emplace_back(format.name);
  return names;
}

void print_tables(const ResultComparison& comparison, const std::string& name) {
  for (const TableFormat& format : kTableFormats) {
    if (name != format.name) continue;
    const char* gap = "";
    for (const Table& table : comparison_tables(comparison)) {
      fmt::print("{}{}", gap, format.write(table));
      gap = "\n";
    }
  }
}

void print_differences(const char* what, const std::vector<Difference>& list) {
  if (list.empty()) return;
  fmt::print("\n{} differs, first and second:\n", what);
  for (const Difference& d : list) {
    fmt::print("  {}: {} and {}\n", d.path, d.left.dump(), d.right.dump());
  }
}

void print_only(const char* side, const std::vector<std::string>& names) {
  for (const std::string& name : names) fmt::print("only in the {}: {}\n", side, name);
}

/// What the table leaves out.
void print_notes(const ResultComparison& comparison) {
  for (const ExperimentComparison& experiment : comparison.experiments) {
    print_differences("configuration", experiment.configuration);
    print_differences("environment", experiment.environment);
    print_differences("data, which should not,", experiment.data);
    fmt::print("\n");
    print_only("first", experiment.only_in_a);
    print_only("second", experiment.only_in_b);
  }
  print_only("first", comparison.only_in_a);
  print_only("second", comparison.only_in_b);
  fmt::print("{} worse, {} better, {} untested, {} with no difference told\n",
             comparison.count(Change::kWorse), comparison.count(Change::kBetter),
             comparison.count(Change::kUntested), comparison.count(Change::kNone));
}

/// What a reader of a verdict must not overlook.
void print_warnings(const ResultComparison& comparison) {
  for (const ExperimentComparison& experiment : comparison.experiments) {
    std::string last;
    bool any_apart = false;
    for (const CellDifference& cell : experiment.cells) {
      any_apart = any_apart || !cell.is_paired();
      const std::string name = model_title(cell.model) + ", " + setting_title(cell.setting);
      if (cell.diverged_a != cell.diverged_b && name != last) {
        tell(fmt::format("{}: {} runs diverged in the first, {} in the second\n", name,
                         cell.diverged_a, cell.diverged_b));
      }
      last = name;
    }
    if (any_apart) {
      tell(fmt::format(
          "{}: some cells have no two runs with seed and number in common: Welch's test\n",
          experiment.name));
    }
  }
  const std::size_t untested = comparison.count(Change::kUntested);
  if (untested > 0) {
    tell(fmt::format("{} differences are untested: that needs two runs on each side\n", untested));
  }
}

int compare(const CompareFlags& flags) {
  const ResultComparison comparison =
      compare_results(read_results({flags.a}), read_results({flags.b}), flags.metric);
  if (flags.json) {
    fmt::print("{}\n", to_json(comparison).dump(2));
  } else {
    print_tables(comparison, flags.format);
    if (flags.format == "txt") print_notes(comparison);
  }
  print_warnings(comparison);
  const bool failed = flags.fail_if_worse && comparison.count(Change::kWorse) > 0;
  return failed ? kWorseStatus : 0;
}

}  // namespace

void add_compare(CLI::App& root, Action& chosen) {
  CLI::App* app = root.add_subcommand("compare", "Say whether a second result is better or worse");
  app->footer(
      "Cells are matched by experiment, setting and model. Runs with the same seed and number are\n"
      "paired (paired t test); where none are, Welch's test. p is corrected (Holm) over all "
      "tests.\n"
      "Examples:\n"
      "  mmoe-bench compare results/before results/after\n"
      "  mmoe-bench compare old.json new.json --metric r2 --format md\n"
      "  mmoe-bench compare base.json new.json --fail-if-worse      in CI: exit status 3 if worse");
  const auto flags = std::make_shared<CompareFlags>();
  app->add_option("a", flags->a, "The first: a result file, or a folder that holds some")
      ->required()
      ->check(CLI::ExistingPath);
  app->add_option("b", flags->b, "The second")->required()->check(CLI::ExistingPath);
  app->add_option("--metric", flags->metric, "Compare this one; without it, mse and auc")
      ->check(CLI::IsMember({"mse", "r2", "auc", "log_loss", "accuracy"}));
  app->add_option("--format", flags->format, "Of the table")->check(CLI::IsMember(format_names()));
  app->add_flag("--fail-if-worse", flags->fail_if_worse,
                "Exit with 3 if the second is significantly worse in any cell");
  app->add_flag("--json", flags->json, "Print everything as JSON");
  app->callback([&chosen, flags] { chosen = [flags] { return compare(*flags); }; });
}

}  // namespace mmoe::cli
