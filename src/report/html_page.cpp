// SPDX-License-Identifier: Apache-2.0
#include "report/html_page.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "base/error.h"
#include "base/version.h"
#include "report/escape.h"

namespace mmoe {
namespace {

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw RunError(path + ": cannot be read");
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Wide content scrolls in a box of its own, which the keyboard can reach; the page never does.
std::string scrolling(const std::string& label, const std::string& content) {
  return fmt::format(
      "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">\n{}</div>\n",
      html_escaped(label), content);
}

std::string figure_html(const Figure& figure, const std::string& folder) {
  const std::string svg =
      inline_svg(read(folder + "/" + figure.name + ".svg"), figure.name, figure.description);
  return fmt::format(
      "<figure>\n{}<figcaption>{}. <a href=\"figures/{}.csv\">Data</a></figcaption>\n"
      "</figure>\n",
      scrolling("Figure: " + figure.description, svg), html_escaped(figure.description),
      figure.name);
}

std::string table_html(const Table& table) {
  return scrolling("Table: " + table.name, to_html(table));
}

std::string exhibit_html(const Exhibit& exhibit, const std::string& folder) {
  std::string text = fmt::format("<section id=\"{0}\">\n<h3>{1}</h3>\n<p>{2}</p>\n", exhibit.name,
                                 html_escaped(exhibit.title), html_escaped(exhibit.how_to_read));
  for (const std::string& note : exhibit.notes) {
    text += fmt::format("<p class=\"note\">{}</p>\n", html_escaped(note));
  }
  text += "<div class=\"beside\">\n";
  for (const Figure& figure : exhibit.figures) text += figure_html(figure, folder);
  for (const Table& table : exhibit.tables) text += table_html(table);
  return text + "</div>\n</section>\n";
}

std::string section_html(const ReportSection& section, const std::string& folder) {
  std::string text = fmt::format("<section>\n<h2>{}</h2>\n<p>{}</p>\n<dl>\n",
                                 html_escaped(section.title), html_escaped(section.description));
  for (const auto& [name, value] : section.facts) {
    text +=
        fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", html_escaped(name), html_escaped(value));
  }
  text += "</dl>\n";
  for (const Exhibit& exhibit : section.exhibits) text += exhibit_html(exhibit, folder);
  return text + "</section>\n";
}

std::string contents(const Report& report) {
  std::string text = "<nav aria-label=\"Contents\">\n<ul>\n";
  const auto link = [&](const std::string& id, const std::string& title) {
    text += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", id, html_escaped(title));
  };
  if (report.claims) link("claims", "Claims");
  for (const ReportSection& section : report.sections) {
    for (const Exhibit& exhibit : section.exhibits) link(exhibit.name, exhibit.title);
  }
  if (!report.missing.empty()) link("missing", "Not in this report");
  return text + "</ul>\n</nav>\n";
}

}  // namespace

std::string html_page(const Report& report, const std::string& figures) {
  std::string body;
  if (report.claims) {
    body += "<section id=\"claims\">\n<h2>Claims of the paper</h2>\n" + table_html(*report.claims) +
            "</section>\n";
  }
  for (const ReportSection& section : report.sections) body += section_html(section, figures);
  if (!report.missing.empty()) {
    body += "<section id=\"missing\">\n<h2>Not in this report</h2>\n<ul>\n";
    for (const std::string& part : report.missing) {
      body += fmt::format("<li>{}</li>\n", html_escaped(part));
    }
    body += "</ul>\n</section>\n";
  }
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n"
      "<link rel=\"icon\" href=\"data:,\">\n<title>Results of mmoe-bench</title>\n"
      "<style>\n{}</style>\n</head>\n<body>\n<header>\n<h1>Results of mmoe-bench</h1>\n"
      "<p>Multi-task models, trained many times, beside the paper that introduced Multi-gate "
      "Mixture-of-Experts (KDD 2018).</p>\n</header>\n{}<main>\n{}</main>\n"
      "<footer><p>Made by mmoe-bench {}.</p></footer>\n</body>\n</html>\n",
      report_style_text(), contents(report), body, html_escaped(build_info().version));
}

}  // namespace mmoe
