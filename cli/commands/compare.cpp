// SPDX-License-Identifier: Apache-2.0
// mmoe-bench compare A B: tests whether the second result is worse or better.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/characters.h"
#include "base/count_text.h"
#include "base/log.h"
#include "command.h"
#include "report/tables/comparison_table.h"
#include "report/tables/text_table.h"
#include "results/labels.h"
#include "results/metric.h"
#include "standard_output.h"
#include "statistics/sign_test.h"

namespace mmoe::cli {
namespace {

constexpr const char* kText = "txt";

constexpr int kWorseStatus = 3;

struct CompareFlags {
  std::string a, b;
  CompareOptions options = {};
  std::string threshold = "0%";
  std::string format = kText;
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
      if (name == kText) {
        print_text(gap + to_text(table, table_width()));
      } else {  // for programs: lines stay whole
        write_output(escape_controls(gap + format.write(table)));
      }
      gap = "\n";
    }
  }
}

void print_differences(const char* what, const std::vector<Difference>& list) {
  if (list.empty()) return;
  print_text(fmt::format("\n{} differs, first and second:\n", what));
  for (const Difference& d : list) {
    print_text(fmt::format("  {}: {} and {}\n", d.path, d.left.dump(), d.right.dump()));
  }
}

void print_only(const char* side, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    print_text(fmt::format("only in the {}: {}\n", side, name));
  }
}

/// Prints what the table leaves out.
void print_notes(const ResultComparison& comparison) {
  for (const ExperimentComparison& experiment : comparison.experiments) {
    print_differences("configuration", experiment.configuration);
    print_differences("environment", experiment.environment);
    print_differences("data, which should not,", experiment.data);
    print_text("\n");
    print_only("first", experiment.only_in_a);
    print_only("second", experiment.only_in_b);
  }
  print_only("first", comparison.only_in_a);
  print_only("second", comparison.only_in_b);
  print_text(fmt::format("{} worse, {} better, {} untested, {} with no difference told\n",
                         comparison.count(Change::kWorse), comparison.count(Change::kBetter),
                         comparison.count(Change::kUntested), comparison.count(Change::kNone)));
}

/// Prints the smallest change that every cell would have detected, or how many runs that takes.
void print_unseen(const ResultComparison& comparison) {
  double largest = 0;
  std::size_t blind = 0;
  for (const ExperimentComparison& experiment : comparison.experiments) {
    for (const CellDifference& cell : experiment.cells) {
      if (!cell.is_paired()) continue;
      blind += cell.unseen_below ? 0 : 1;
      largest = std::max(largest, cell.unseen_below.value_or(0));
    }
  }
  if (largest > 0)
    print_text(fmt::format("a change below {:.1f} % may pass unseen\n", 100 * largest));
  if (blind == 0) return;
  const auto tests = static_cast<double>(comparison.tests);
  print_text(fmt::format("{} of {} could show no change at all: that takes {} runs in both\n",
                         blind, counted(comparison.tests, "difference"),
                         sign_test_pairs(comparison.level() / tests)));
}

/// Prints what affects the verdicts.
void print_warnings(const ResultComparison& comparison) {
  for (const ExperimentComparison& experiment : comparison.experiments) {
    std::string last;
    bool any_apart = false;
    for (const CellDifference& cell : experiment.cells) {
      any_apart = any_apart || !cell.is_paired();
      const std::string name = cell_title(cell.model, cell.setting);
      if (cell.diverged_a != cell.diverged_b && name != last) {
        tell(fmt::format("{}: {} diverged in the first, {} in the second\n", name,
                         counted(cell.diverged_a, "run"), cell.diverged_b));
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
    tell(fmt::format("{} {} untested: too few runs, or no value on one side\n",
                     counted(untested, "difference"), untested == 1 ? "is" : "are"));
  }
}

/// Returns what makes --fail-if-worse fail besides worse cells: cells missing in the second result,
/// cells that could not be tested, and additional diverged runs.
std::vector<std::string> unanswered(const ResultComparison& comparison) {
  std::vector<std::string> lines;
  const auto lost = [&](const std::vector<std::string>& names) {
    for (const std::string& name : names) lines.push_back("not in the second: " + name);
  };
  lost(comparison.only_in_a);
  for (const ExperimentComparison& experiment : comparison.experiments) {
    lost(experiment.only_in_a);
    for (const CellDifference& cell : experiment.cells) {
      const std::string name = cell_title(cell.model, cell.setting) + ", " + cell.task;
      if (cell.diverged_b > cell.diverged_a) lines.push_back("more runs diverged: " + name);
      if (cell.verdict == Change::kUntested) lines.push_back("differs, untested: " + name);
    }
  }
  return lines;
}

/// Returns whether --fail-if-worse fails, and prints why.
bool is_failure(const ResultComparison& comparison) {
  const std::vector<std::string> lines = unanswered(comparison);
  for (const std::string& line : lines) tell(fmt::format("--fail-if-worse: {}\n", line));
  return !lines.empty() || comparison.count(Change::kWorse) > 0;
}

/// Parses "5%" and "0.05" as 0.05; empty unless it is in [0, 1].
std::optional<double> share_of(std::string text) {
  const bool is_percent = text.ends_with('%');
  if (is_percent) text.pop_back();
  double share = 0;
  if (!CLI::detail::lexical_cast(text, share)) return {};
  if (is_percent) share /= 100;
  return share >= 0 && share <= 1 ? std::optional(share) : std::nullopt;
}

std::string check_share(std::string& text) {
  return share_of(text) ? "" : fmt::format("found '{}'; expected a share such as 5% or 0.05", text);
}

std::vector<std::string> compared_metrics() {
  std::vector<std::string> names(std::begin(kHigherIsBetter), std::end(kHigherIsBetter));
  names.insert(names.end(), std::begin(kLowerIsBetter), std::end(kLowerIsBetter));
  return names;
}

int compare(const CompareFlags& flags) {
  CompareOptions options = flags.options;
  options.threshold = share_of(flags.threshold).value();
  const ResultComparison comparison =
      compare_results(read_results({flags.a}), read_results({flags.b}), options);
  if (flags.json) {
    print_json(to_json(comparison));
  } else {
    print_tables(comparison, flags.format);
    if (flags.format == kText) {
      print_notes(comparison);
      print_unseen(comparison);
    }
  }
  print_warnings(comparison);
  return flags.fail_if_worse && is_failure(comparison) ? kWorseStatus : 0;
}

}  // namespace

void add_compare(CLI::App& root, Action& chosen) {
  CLI::App* app = root.add_subcommand("compare", "Test whether a second result is better or worse");
  app->footer(
      "Cells are matched by experiment, setting and model. Runs with the same seed and number are\n"
      "paired (sign test, exact whatever the distribution); where none are, Welch's test. p is\n"
      "corrected (Holm) over all tests, and for looks where --until-told chose the runs.\n"
      "Examples:\n"
      "  mmoe-bench compare results/before results/after\n"
      "  mmoe-bench compare old.json new.json --metric r2 --format md\n"
      "  mmoe-bench compare base.json new.json --threshold 5%\n"
      "  mmoe-bench compare base.json new.json --fail-if-worse      in CI: exit status 3 if worse");
  const auto flags = std::make_shared<CompareFlags>();
  app->add_option("a", flags->a, "First result: a file, or a folder of result files")
      ->required()
      ->check(CLI::ExistingPath);
  app->add_option("b", flags->b, "Second result")->required()->check(CLI::ExistingPath);
  app->add_option("--metric", flags->options.metric, "Metric to compare (default: mse and auc)")
      ->check(CLI::IsMember(compared_metrics()));
  app->add_option("--alpha", flags->options.alpha,
                  "Probability of any false verdict, over all tests")
      ->check(CLI::Range(1e-6, 0.5))
      ->capture_default_str();
  app->add_option("--threshold", flags->threshold,
                  "Ignore changes below this fraction of the first's mean: 5% or 0.05")
      ->check(CLI::Validator(check_share, "SHARE"));
  app->add_option("--format", flags->format, "Format of the table")
      ->check(CLI::IsMember(format_names()));
  app->add_flag("--fail-if-worse", flags->fail_if_worse,
                "Exit with 3 if in any cell the second is significantly worse, has more runs that "
                "diverged, or differs and cannot be tested, or if it lacks an experiment, setting "
                "or model of the first");
  app->add_flag("--json", flags->json, "Print everything as JSON");
  app->callback([&chosen, flags] { chosen = [flags] { return compare(*flags); }; });
}

}  // namespace mmoe::cli
