// SPDX-License-Identifier: Apache-2.0
#include "report/pages/html_page.h"

#include <fmt/format.h>

#include <cctype>
#include <fstream>
#include <iterator>

#include "base/embedded.h"
#include "base/error.h"
#include "base/version.h"
#include "report/pages/escape.h"
#include "report/tables/claims_table.h"

namespace mmoe {
namespace {

/// The browser itself refuses whatever is not on the page.
constexpr const char* kHead =
    "<!DOCTYPE html>\n<!-- made by mmoe-bench report -->\n<html lang=\"en\">\n<head>\n<meta "
    "charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<meta name=\"color-scheme\" content=\"light dark\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
    "style-src 'unsafe-inline'; img-src data:\">\n"
    "<link rel=\"icon\" href=\"data:,\">\n<title>Results of mmoe-bench</title>\n<style>\n";

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

/// A file inside a link, so that it travels with the page.
std::string data_link(const std::string& name, const std::string& text) {
  std::string encoded;
  for (const unsigned char c : text) {
    encoded += std::isalnum(c) != 0 || c == ',' || c == '.' || c == '-' ? std::string(1, c)
                                                                        : fmt::format("%{:02X}", c);
  }
  return fmt::format("<a download=\"{0}\" href=\"data:text/csv;charset=utf-8,{1}\">{0}</a>", name,
                     encoded);
}

std::string figure_html(const Figure& figure, const std::string& folder) {
  const std::string svg =
      inline_svg(read(folder + "/" + figure.name + ".svg"), figure.name, figure.description);
  return fmt::format("<figure>\n{}<figcaption>{}. Data: {}</figcaption>\n</figure>\n",
                     scrolling("Figure: " + figure.description, svg),
                     html_escaped(figure.description),
                     data_link(figure.name + ".csv", to_csv(figure)));
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

std::string link_item(const std::string& id, const std::string& title) {
  return fmt::format("<li><a href=\"#{}\">{}</a></li>\n", id, html_escaped(title));
}

/// Folded, so that the verdicts stay in sight below.
std::string contents(const Report& report) {
  std::string text =
      "<nav aria-label=\"Contents\">\n<details>\n<summary>Contents</summary>\n<ul>\n" +
      link_item("claims", "Claims");
  for (const ReportSection& section : report.sections) {
    text += fmt::format("<li>{}\n<ul>\n", html_escaped(section.title));
    for (const Exhibit& exhibit : section.exhibits) text += link_item(exhibit.name, exhibit.title);
    text += "</ul></li>\n";
  }
  if (!report.missing.empty()) text += link_item("missing", "Not in this report");
  return text + "</ul>\n</details>\n</nav>\n";
}

std::string claims_html(const Report& report) {
  const std::string head = "<section id=\"claims\">\n<h2>Claims of the paper</h2>\n";
  if (!report.claims) {
    return head +
           "<p>No verdicts are in this report: it found no file of claims.</p>\n</section>\n";
  }
  return head + fmt::format("<p class=\"verdicts\">{}</p>\n", count_of_verdicts(*report.claims)) +
         table_html(*report.claims) + "</section>\n";
}

std::string missing_html(const Report& report) {
  if (report.missing.empty()) return "";
  std::string text = "<section id=\"missing\">\n<h2>Not in this report</h2>\n<ul>\n";
  for (const std::string& part : report.missing) {
    text += fmt::format("<li>{}</li>\n", html_escaped(part));
  }
  return text + "</ul>\n</section>\n";
}

}  // namespace

std::string html_page(const Report& report, const std::string& figures) {
  std::string body = contents(report) + claims_html(report);
  for (const ReportSection& section : report.sections) body += section_html(section, figures);
  body += missing_html(report);
  return fmt::format(
      "{}{}</style>\n</head>\n<body>\n<header>\n<h1>Results of mmoe-bench</h1>\n"
      "<p>Multi-task models, trained many times, beside the paper that introduced Multi-gate "
      "Mixture-of-Experts (KDD 2018).</p>\n</header>\n<main>\n{}</main>\n"
      "<footer><p>Made by mmoe-bench {}; its results/GLOSSARY.md explains the "
      "terms.</p></footer>\n</body>\n</html>\n",
      kHead, embedded_text(page_files(), "report"), body, html_escaped(build_info().version));
}

}  // namespace mmoe
