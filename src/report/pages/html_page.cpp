// SPDX-License-Identifier: Apache-2.0
#include "report/pages/html_page.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <map>

#include "base/embedded.h"
#include "base/error.h"
#include "base/version.h"
#include "report/pages/claims_section.h"
#include "report/pages/data_link.h"
#include "report/pages/escape.h"
#include "report/pages/narrow_figure.h"
#include "report/pages/svg_symbols.h"

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
    "<link rel=\"icon\" href=\"data:,\">\n";

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

/// Ids of the drawings, which their views name: short, "f1", "f2", ...
class FigureIds {
 public:
  explicit FigureIds(const Report& report) {
    for (const Figure& figure : figures_of(report)) {
      ids_.emplace(figure.name, fmt::format("f{}", ids_.size() + 1));
    }
  }
  const std::string& of(const Figure& figure) const { return ids_.at(figure.name); }

 private:
  std::map<std::string, std::string> ids_;
};

/// The context that all parts of the page need.
struct PageContext {
  const Report& report;
  const std::string& folder;  // of the drawings
  FigureIds ids;
  PageSymbols symbols = {};
};

std::string figure_html(const Figure& figure, PageContext& page) {
  const std::string id = page.ids.of(figure);
  const std::string svg = inline_svg(read(page.folder + "/" + figure.name + ".svg"), id,
                                     figure.description, page.symbols);
  const std::string narrow = narrow_figure(figure, id);
  return fmt::format(
      "<figure id=\"figure-{}\">\n{}{}<figcaption>{}. Data: {}</figcaption>\n</figure>\n",
      figure.name,
      fmt::format("<div class=\"{}\">\n{}</div>\n", narrow.empty() ? "whole" : "whole wide",
                  scrolling("Figure: " + figure.description, svg)),
      narrow, html_escaped(figure.description), data_link(figure.name + ".csv", to_csv(figure)));
}

std::string table_html(const Table& table) {
  return scrolling("Table: " + table.name, to_html(table));
}

std::string list_html(const std::vector<std::string>& items, const char* kind) {
  if (items.empty()) return "";
  std::string text = fmt::format("<ul class=\"{}\">\n", kind);
  for (const std::string& item : items) text += fmt::format("<li>{}</li>\n", html_escaped(item));
  return text + "</ul>\n";
}

std::string exhibit_html(const Exhibit& exhibit, PageContext& page) {
  std::string text = fmt::format("<p>{}</p>\n", html_escaped(exhibit.how_to_read));
  text += list_html(exhibit.definitions, "definitions");
  for (const std::string& note : exhibit.notes) {
    text += fmt::format("<p class=\"note\">{}</p>\n", html_escaped(note));
  }
  text += "<div class=\"beside\">\n";
  for (const Figure& figure : exhibit.figures) text += figure_html(figure, page);
  for (const Table& table : exhibit.tables) text += table_html(table);
  return text + "</div>\n";
}

std::string folded(const std::string& summary, const std::string& content) {
  return fmt::format("<details>\n<summary>{}</summary>\n{}</details>\n", summary, content);
}

/// The first exhibit is in sight, the others are folded; then how it was run.
std::string section_html(const ReportSection& section, PageContext& page) {
  std::string text = fmt::format("<p>{}</p>\n", html_escaped(section.description));
  for (std::size_t i = 0; i < section.exhibits.size(); ++i) {
    const Exhibit& exhibit = section.exhibits[i];
    const std::string title = fmt::format("<h3>{}</h3>", html_escaped(exhibit.title));
    const std::string content = exhibit_html(exhibit, page);
    text += fmt::format("<section id=\"{}\">\n{}</section>\n", exhibit.name,
                        i == 0 ? title + "\n" + content : folded(title, content));
  }
  std::string facts = "<dl>\n";
  for (const auto& [name, value] : section.facts) {
    facts +=
        fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", html_escaped(name), html_escaped(value));
  }
  return text + folded("How it was run", facts + "</dl>\n");
}

std::string sections_html(PageContext& page) {
  std::string text;
  const auto& sections = page.report.sections;
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const std::string title = fmt::format("<h2>{}</h2>", html_escaped(sections[i].title));
    const std::string content = section_html(sections[i], page);
    text += fmt::format(
        "<section class=\"experiment\">\n{}</section>\n",
        i < page.report.main_sections ? title + "\n" + content : folded(title, content));
  }
  return text;
}

std::string link_item(const std::string& id, const std::string& title) {
  return fmt::format("<li><a href=\"#{}\">{}</a></li>\n", id, html_escaped(title));
}

/// Folded, so that what was found stays in sight.
std::string contents(const Report& report) {
  std::string list = "<ul>\n" + link_item("claims", "Claims of the paper");
  for (const ReportSection& section : report.sections) {
    list += fmt::format("<li>{}\n<ul>\n", html_escaped(section.title));
    for (const Exhibit& exhibit : section.exhibits) list += link_item(exhibit.name, exhibit.title);
    list += "</ul></li>\n";
  }
  if (!report.missing.empty()) list += link_item("missing", "Not in this report");
  return "<nav aria-label=\"Contents\">\n" + folded("Contents", list + "</ul>\n") + "</nav>\n";
}

/// A picture of what was found: the headline figure of the first section that has one.
std::string first_figure(const PageContext& page) {
  for (const ReportSection& section : page.report.sections) {
    const Figure* figure = headline_figure(section);
    if (figure == nullptr) continue;
    const std::string id = page.ids.of(*figure);
    const std::string narrow = narrow_figure(*figure, id);
    return fmt::format(
        "<figure class=\"first\">\n<div class=\"whole{}\">{}</div>\n{}<figcaption>{}. <a "
        "href=\"#figure-{}\">More</a></figcaption>\n</figure>\n",
        narrow.empty() ? "" : " wide", view_of_figure(*figure, id), narrow,
        html_escaped(figure->description), figure->name);
  }
  return "";
}

std::string missing_html(const Report& report) {
  if (report.missing.empty()) return "";
  std::string text = "<section id=\"missing\">\n<h2>Not in this report</h2>\n<ul>\n";
  for (const std::string& part : report.missing) {
    text += fmt::format("<li>{}</li>\n", html_escaped(part));
  }
  return text + "</ul>\n</section>\n";
}

/// Names what is reported: the experiment, or the first of several.
std::string page_title(const Report& report) {
  if (report.sections.empty()) return "Results of mmoe-bench";
  const std::string& first = report.sections.front().title;
  const std::size_t others = report.sections.size() - 1;
  return others == 0
             ? first + ": results"
             : fmt::format("{}, and {} other experiment{}", first, others, others == 1 ? "" : "s");
}

}  // namespace

std::string html_page(const Report& report, const std::string& figures) {
  PageContext page{.report = report, .folder = figures, .ids = FigureIds(report)};
  const std::string title = html_escaped(page_title(report));
  std::string body = fmt::format(
      "<header>\n<h1>{}</h1>\n<section id=\"found\">\n<h2>What was found</h2>\n{}{}</section>\n"
      "</header>\n{}<main>\n{}",
      title, list_html(report.findings, "findings"), first_figure(page), contents(report),
      claims_html(report.verdicts));
  body += sections_html(page) + missing_html(report);
  return fmt::format(
      "{}<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n{}{}</main>\n<footer><p>Made by "
      "mmoe-bench {}: multi-task models, trained many times, beside the paper that introduced "
      "Multi-gate Mixture-of-Experts (KDD 2018). Its results/GLOSSARY.md explains the "
      "terms.</p></footer>\n</body>\n</html>\n",
      kHead, title, embedded_text(page_files(), "report"), page.symbols.svg(), body,
      html_escaped(build_info().version));
}

}  // namespace mmoe
