// SPDX-License-Identifier: Apache-2.0
#include "report/pages/markdown_page.h"

#include <fmt/format.h>

#include "report/pages/escape.h"
#include "report/tables/claims_table.h"

namespace mmoe {
namespace {

constexpr const char* kPreface =
    "# Results\n\nMade by `mmoe-bench report`. Tables are in [tables](tables), figures and their "
    "data in [figures](figures). The terms are explained in `results/GLOSSARY.md` of mmoe-bench.\n";

std::string figure_text(const Figure& figure, const MarkdownOptions& options) {
  std::string text = fmt::format("![{0}](../figures/{1}.svg)\n\n",
                                 markdown_escaped(figure.description), figure.name);
  std::string links;
  const auto link = [&](bool there, const char* title, const char* extension) {
    if (!there) return;
    links += fmt::format("{}[{}](../figures/{}.{})", links.empty() ? "" : ", ", title, figure.name,
                         extension);
  };
  link(options.has_csv, "Data", "csv");
  link(options.has_pdf, "PDF", "pdf");
  return links.empty() ? text : text + links + "\n\n";
}

std::string exhibit_text(const Exhibit& exhibit, const MarkdownOptions& options) {
  std::string text = fmt::format("## {}\n\n{}\n\n", markdown_escaped(exhibit.title),
                                 markdown_escaped(exhibit.how_to_read));
  for (const std::string& definition : exhibit.definitions) {
    text += fmt::format("- {}\n", markdown_escaped(definition));
  }
  if (!exhibit.definitions.empty()) text += "\n";
  for (const std::string& note : exhibit.notes) {
    text += fmt::format("> {}\n\n", markdown_escaped(note));
  }
  for (const Figure& figure : exhibit.figures) text += figure_text(figure, options);
  for (const Table& table : exhibit.tables) text += to_markdown(table) + "\n";
  return text;
}

std::string section_text(const ReportSection& section, const MarkdownOptions& options) {
  std::string text =
      fmt::format("# {}\n\n[All results](../README.md)\n\n{}\n\n", markdown_escaped(section.title),
                  markdown_escaped(section.description));
  for (const auto& [name, value] : section.facts) {
    text += fmt::format("- {}: {}\n", name, markdown_escaped(value));
  }
  text += "\n";
  for (const Exhibit& exhibit : section.exhibits) text += exhibit_text(exhibit, options);
  return text;
}

constexpr const char* kMade = "<!-- made by mmoe-bench report -->\n";
constexpr const char* kClaimsPage = "claims.md";
constexpr std::size_t kMostFigures = 4;  // of the index

std::string claims_page(const Report& report) {
  std::string text = fmt::format("{}# Claims of the paper\n\n[All results](../README.md)\n\n{}.\n",
                                 kMade, count_of_verdicts(report.verdicts));
  // Piece by piece: g++ 12 takes "\n" + text for an overflow.
  for (const Table& table : report.claims) {
    text += '\n';
    text += to_markdown(table);
  }
  return text += '\n';
}

/// The headline figures of the first sections, each a link to its page.
std::string headline_figures(const Report& report) {
  std::string text;
  std::size_t count = 0;
  for (const ReportSection& section : report.sections) {
    const Figure* figure = headline_figure(section);
    if (figure == nullptr || count == kMostFigures) continue;
    text += fmt::format("[{0}](pages/{1}.md): {2}\n\n[![{2}](figures/{3}.svg)](pages/{1}.md)\n\n",
                        markdown_escaped(section.title), section.name,
                        markdown_escaped(figure->description), figure->name);
    count += 1;
  }
  return text;
}

std::string list_of_pages(const Report& report) {
  std::string text = "## Pages\n\n";
  if (!report.claims.empty()) {
    text += fmt::format("- [Claims of the paper](pages/{}): {}\n", kClaimsPage,
                        count_of_verdicts(report.verdicts));
  }
  for (const ReportSection& section : report.sections) {
    text +=
        fmt::format("- [{0}](pages/{0}.md): {1}\n", section.name, markdown_escaped(section.title));
  }
  return text;
}

}  // namespace

std::string markdown_index(const Report& report, const MarkdownOptions& options) {
  std::string text = kMade;
  text += (options.preface.empty() ? kPreface : options.preface) + "\n";
  if (!report.findings.empty()) text += "## What was found\n\n";
  for (const std::string& finding : report.findings) {
    text += fmt::format("- {}\n", markdown_escaped(finding));
  }
  text += fmt::format("\n{}", list_of_pages(report));
  if (!report.missing.empty()) text += "\n## Not in this report\n\n";
  for (const std::string& part : report.missing)
    text += fmt::format("- {}\n", markdown_escaped(part));
  return text + "\n## Figures\n\n" + headline_figures(report);
}

std::vector<MarkdownPage> markdown_pages(const Report& report, const MarkdownOptions& options) {
  std::vector<MarkdownPage> pages;
  if (!report.claims.empty()) pages.push_back({kClaimsPage, claims_page(report)});
  for (const ReportSection& section : report.sections) {
    pages.push_back({section.name + ".md", kMade + section_text(section, options)});
  }
  return pages;
}

}  // namespace mmoe
