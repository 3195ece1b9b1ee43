// SPDX-License-Identifier: Apache-2.0
// `report DIR... --out OUT`: tables, figures and a page from result files.
#include "report/report.h"

#include <fmt/format.h>

#include <memory>

#include "claims/judge.h"
#include "claims/verdict_json.h"
#include "command.h"

namespace mmoe::cli {
namespace {

struct ReportFlags {
  std::vector<std::string> paths;
  std::string out;
  std::vector<std::string> formats = report_formats();
};

int run_report(const ReportFlags& flags) {
  ResultSet results = read_results(flags.paths);
  results.claims = verdicts_json(judge(built_in_claims(), results.results))["claims"];
  const Report report = make_report(results);
  write_report(report, flags.out, flags.formats);
  std::size_t figures = 0;
  std::size_t tables = report.claims ? 1 : 0;
  for (const ReportSection& section : report.sections) {
    for (const Exhibit& exhibit : section.exhibits) {
      figures += exhibit.figures.size();
      tables += exhibit.tables.size();
    }
  }
  fmt::print("{} tables and {} figures of {} experiments in {}\n", tables, figures,
             report.sections.size(), flags.out);
  for (const std::string& part : report.missing) fmt::print("not there: {}\n", part);
  return 0;
}

}  // namespace

void add_report(CLI::App& root, Action& chosen) {
  CLI::App* app = root.add_subcommand("report", "Write tables, figures and a page from results");
  app->footer(
      "Examples:\n"
      "  mmoe-bench report results --out report                 open report/index.html\n"
      "  mmoe-bench report results --out report --format tex,pdf   for a paper\n"
      "Figures need gnuplot (Debian: gnuplot-nox).");
  const auto flags = std::make_shared<ReportFlags>();
  app->add_option("DIR", flags->paths, "Result files, or folders that hold some")
      ->required()
      ->check(CLI::ExistingPath);
  app->add_option("--out", flags->out, "The folder to write")->required();
  app->add_option("--format", flags->formats, "What to write; without it, all")
      ->delimiter(',')
      ->check(CLI::IsMember(report_formats()));
  app->callback([&chosen, flags] { chosen = [flags] { return run_report(*flags); }; });
}

}  // namespace mmoe::cli
