// SPDX-License-Identifier: Apache-2.0
// `report DIR... --out OUT`: writes tables, figures and a page from result files.
#include "report/report.h"

#include <fmt/format.h>

#include <memory>

#include "base/count_text.h"
#include "base/read_file.h"
#include "claims/judge.h"
#include "command.h"
#include "standard_output.h"

namespace mmoe::cli {
namespace {

struct ReportFlags {
  std::vector<std::string> paths;
  std::string out = "report", preface;
  std::vector<std::string> formats = report_formats();
};

int run_report(const ReportFlags& flags) {
  const ResultSet results = read_results(flags.paths);
  const Report report = make_report(results, judge(built_in_claims(), results.results));
  ReportOptions options{.formats = flags.formats};
  if (!flags.preface.empty()) options.preface = read_whole_file(flags.preface);
  const Written written = write_report(report, flags.out, options);
  const std::string made = written.tables + written.figures == 0
                               ? "page"
                               : fmt::format("{} and {}", counted(written.tables, "table"),
                                             counted(written.figures, "figure"));
  print_text(fmt::format("{} of {} in {}\n", made, counted(report.sections.size(), "experiment"),
                         flags.out));
  for (const std::string& part : report.missing) {
    print_text(fmt::format("not there: {}\n", part));
  }
  return 0;
}

}  // namespace

void add_report(CLI::App& root, Action& chosen) {
  CLI::App* app = root.add_subcommand("report", "Write tables, figures and a page from results");
  app->footer(
      "Examples:\n"
      "  mmoe-bench report results                              open report/index.html\n"
      "  mmoe-bench report results --out report --format tex,pdf   for a paper\n"
      "  mmoe-bench report results/reference --out results --format md,svg,csv   a README.md\n"
      "Figures need gnuplot (Debian: gnuplot-nox).");
  const auto flags = std::make_shared<ReportFlags>();
  app->add_option("DIR", flags->paths, "Result files, or folders of result files")
      ->required()
      ->check(CLI::ExistingPath);
  app->add_option("--out", flags->out, "Output folder")->capture_default_str();
  app->add_option("--format", flags->formats, "Formats to write (default: all)")
      ->delimiter(',')
      ->check(CLI::IsMember(report_formats()));
  app->add_option("--preface", flags->preface, "Markdown file for the beginning of README.md")
      ->check(CLI::ExistingFile);
  app->callback([&chosen, flags] { chosen = [flags] { return run_report(*flags); }; });
}

}  // namespace mmoe::cli
