// SPDX-License-Identifier: Apache-2.0
#include "report/markdown_page.h"

#include <fmt/format.h>

#include "report/escape.h"

namespace mmoe {
namespace {

std::string exhibit_text(const Exhibit& exhibit) {
  std::string text = fmt::format("### {}\n\n{}\n\n", markdown_escaped(exhibit.title),
                                 markdown_escaped(exhibit.how_to_read));
  for (const Figure& figure : exhibit.figures) {
    text += fmt::format("![{0}](figures/{1}.svg)\n\n", markdown_escaped(figure.description),
                        figure.name);
    text += fmt::format("[PDF](figures/{0}.pdf), [data](figures/{0}.csv)\n\n", figure.name);
  }
  for (const Table& table : exhibit.tables) text += to_markdown(table) + "\n";
  for (const std::string& note : exhibit.notes) {
    text += fmt::format("> {}\n\n", markdown_escaped(note));
  }
  return text;
}

}  // namespace

std::string markdown_page(const Report& report) {
  std::string text =
      "# Results\n\nMade by `mmoe-bench report`. Tables are in [tables](tables), figures and their "
      "data in [figures](figures).\n\n";
  if (report.claims) text += "## Claims\n\n" + to_markdown(*report.claims) + "\n";
  for (const ReportSection& section : report.sections) {
    text += fmt::format("## {}\n\n{}\n\n", markdown_escaped(section.title),
                        markdown_escaped(section.description));
    for (const auto& [name, value] : section.facts) {
      text += fmt::format("- {}: {}\n", name, markdown_escaped(value));
    }
    text += "\n";
    for (const Exhibit& exhibit : section.exhibits) text += exhibit_text(exhibit);
  }
  if (!report.missing.empty()) {
    text += "## Not in this report\n\n";
    for (const std::string& part : report.missing) {
      text += fmt::format("- {}\n", markdown_escaped(part));
    }
  }
  return text;
}

}  // namespace mmoe
