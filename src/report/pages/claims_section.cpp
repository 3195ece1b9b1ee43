// SPDX-License-Identifier: Apache-2.0
#include "report/pages/claims_section.h"

#include <fmt/format.h>

#include "report/pages/escape.h"
#include "report/tables/claims_table.h"

namespace mmoe {
namespace {

constexpr const char* kOpen = "inconclusive";

const char* verdict_mark(const std::string& verdict) {
  return verdict == "supported" ? "✓" : verdict == "contradicted" ? "✗" : "?";
}

const std::string& text_in(const std::vector<TableCell>& row, std::size_t column) {
  return std::get<std::string>(row[column]);
}

/// Columns of the table: verdict, claim, then what it stands on.
std::string card(const Table& claims, const std::vector<TableCell>& row) {
  const std::string& verdict = text_in(row, 0);
  std::string details;
  for (std::size_t c = 2; c < row.size(); ++c) {
    const std::string& text = text_in(row, c);
    if (text.empty() || text == "–") continue;
    const std::string& title = claims.columns[c].title;
    const bool needs_title = title == "p" || title == "runs";
    details += fmt::format("{}{}{}", details.empty() ? "" : " · ", needs_title ? title + " " : "",
                           html_escaped(text));
  }
  return fmt::format(
      "<li class=\"{0}\"><span class=\"verdict\"><span aria-hidden=\"true\">{1}</span> "
      "{0}</span> {2}<small>{3}</small></li>\n",
      verdict, verdict_mark(verdict), html_escaped(text_in(row, 1)), details);
}

}  // namespace

std::string claims_html(const std::optional<Table>& claims) {
  const std::string head = "<section id=\"claims\">\n<h2>Claims of the paper</h2>\n";
  if (!claims) {
    return head +
           "<p>No verdicts are in this report: it found no file of claims.</p>\n</section>\n";
  }
  std::string decided;
  std::string open;
  std::size_t count = 0;
  for (const auto& row : claims->rows) {
    const bool is_open = text_in(row, 0) == kOpen;
    (is_open ? open : decided) += card(*claims, row);
    count += is_open ? 1 : 0;
  }
  std::string text = head + fmt::format("<p class=\"verdicts\">{}</p>\n<p>{}.</p>\n",
                                        count_of_verdicts(*claims), html_escaped(claims->caption));
  if (!decided.empty()) text += "<ul class=\"claims\">\n" + decided + "</ul>\n";
  if (count > 0) {
    text += fmt::format(
        "<details>\n<summary>{} inconclusive</summary>\n<ul class=\"claims\">\n{}"
        "</ul>\n</details>\n",
        count, open);
  }
  return text + "</section>\n";
}

}  // namespace mmoe
