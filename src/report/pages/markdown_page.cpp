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
  std::string text =
      fmt::format("![{0}](figures/{1}.svg)\n\n", markdown_escaped(figure.description), figure.name);
  std::string links;
  const auto link = [&](bool there, const char* title, const char* extension) {
    if (!there) return;
    links += fmt::format("{}[{}](figures/{}.{})", links.empty() ? "" : ", ", title, figure.name,
                         extension);
  };
  link(options.has_csv, "Data", "csv");
  link(options.has_pdf, "PDF", "pdf");
  return links.empty() ? text : text + links + "\n\n";
}

std::string exhibit_text(const Exhibit& exhibit, const MarkdownOptions& options) {
  std::string text = fmt::format("### {}\n\n{}\n\n", markdown_escaped(exhibit.title),
                                 markdown_escaped(exhibit.how_to_read));
  for (const std::string& note : exhibit.notes) {
    text += fmt::format("> {}\n\n", markdown_escaped(note));
  }
  for (const Figure& figure : exhibit.figures) text += figure_text(figure, options);
  for (const Table& table : exhibit.tables) text += to_markdown(table) + "\n";
  return text;
}

std::string section_text(const ReportSection& section, const MarkdownOptions& options) {
  std::string text = fmt::format("## {}\n\n{}\n\n", markdown_escaped(section.title),
                                 markdown_escaped(section.description));
  for (const auto& [name, value] : section.facts) {
    text += fmt::format("- {}: {}\n", name, markdown_escaped(value));
  }
  text += "\n";
  for (const Exhibit& exhibit : section.exhibits) text += exhibit_text(exhibit, options);
  return text;
}

}  // namespace

std::string markdown_page(const Report& report, const MarkdownOptions& options) {
  std::string text = "<!-- made by mmoe-bench report -->\n";
  text += (options.preface.empty() ? kPreface : options.preface) + "\n";
  if (report.claims) {
    text += fmt::format("## Claims of the paper\n\n{}.\n\n{}\n", count_of_verdicts(*report.claims),
                        to_markdown(*report.claims));
  }
  for (const ReportSection& section : report.sections) text += section_text(section, options);
  if (!report.missing.empty()) {
    text += "## Not in this report\n\n";
    for (const std::string& part : report.missing) {
      text += fmt::format("- {}\n", markdown_escaped(part));
    }
  }
  return text;
}

}  // namespace mmoe
