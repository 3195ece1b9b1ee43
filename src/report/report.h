// SPDX-License-Identifier: Apache-2.0
// A report: everything that a set of results has to show, written as a folder.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "claims/judge.h"
#include "report/exhibits/exhibit.h"

namespace mmoe {

/// One result file's part.
struct ReportSection {
  std::string name = {};  // of the experiment, as that of a file, and no other section's
  std::string title, description;
  std::vector<std::pair<std::string, std::string>> facts;  // what ran, when, on what
  std::vector<Exhibit> exhibits;
};

struct Report {
  std::vector<std::string> findings;    // a few sentences
  std::vector<Verdict> verdicts;        // on the paper's claims
  std::vector<Table> claims;            // the same, as claims_tables has them
  std::vector<ReportSection> sections;  // what the report is about first
  std::size_t main_sections = 0;        // so many of them; the others are for those who look closer
  std::vector<std::string> missing;     // of the paper's figures and tables
};

/// Returns the figure that shows best what a section found: losses over training, or quality by
/// correlation; else its first, or null.
const Figure* headline_figure(const ReportSection& section);

/// Throws InputError naming the file where an exhibit cannot use what is in it.
Report make_report(const ResultSet& results, const std::vector<Verdict>& verdicts);

/// Returns all of the report, in its order.
std::vector<Figure> figures_of(const Report& report);
std::vector<Table> tables_of(const Report& report);

/// "txt", "md", "tex", "csv", "html", "svg", "png", "pdf", "gp" (gnuplot's scripts).
std::vector<std::string> report_formats();

struct ReportOptions {
  std::vector<std::string> formats = report_formats();
  std::string preface = {};  // Markdown that opens README.md
};

/// How many of each the formats asked for.
struct Written {
  std::size_t tables = 0, figures = 0;
};

/// Throws InputError where a report in `folder` would replace what is not its own. Call it before
/// long work.
void check_report(const std::string& folder, const std::vector<std::string>& formats);

/// Writes, as far as the formats ask for it, into `folder`, which is made where it is missing:
///   tables/NAME.txt .md .tex .csv, figures/NAME.svg .png .pdf .csv .gp, index.html, README.md
///   (md).
/// Throws RunError if a file cannot be written, or a figure not drawn.
Written write_report(const Report& report, const std::string& folder, const ReportOptions& options);

}  // namespace mmoe
