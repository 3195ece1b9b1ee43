// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "report/pages/escape.h"
#include "report/tables/table.h"
#include "report/tables/table_cells.h"

namespace mmoe {
namespace {

/// How many rows have what row `r` has as their first head, one below the other; 0 if the row
/// before has it, too.
std::size_t rows_of_head(const Table& table, std::size_t r) {
  const auto head = [&](std::size_t row) {
    return std::get_if<std::string>(&table.rows[row].front());
  };
  const auto is_same = [&](std::size_t row) {
    return head(row) != nullptr && head(r) != nullptr && *head(row) == *head(r);
  };
  if (table.heads < 2) return 1;
  if (r > 0 && is_same(r - 1)) return 0;
  std::size_t end = r + 1;
  while (end < table.rows.size() && is_same(end)) ++end;
  return end - r;
}

}  // namespace

// HTML lets the end tags of cells and rows be left out: a sixth of a large table's bytes.
std::string to_html(const Table& table) {
  std::string text = fmt::format("<table{}>\n<caption>{}</caption>\n<thead><tr>",
                                 !long_columns(table).empty() ? " class=\"long\"" : "",
                                 html_escaped(table.caption));
  const auto head_class = [&](std::size_t c) {
    return table.columns[c].to_the_right ? " class=\"n\"" : "";
  };
  const auto cell_class = [&](std::size_t c) {  // most cells are numbers
    return table.columns[c].to_the_right ? "" : " class=\"t\"";
  };
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    text +=
        fmt::format("<th scope=\"col\"{}>{}", head_class(c), html_escaped(table.columns[c].title));
  }
  text += "</thead>\n<tbody>\n";
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    text += starts_group(table, r) ? "<tr class=\"group\">" : "<tr>";
    const std::size_t below = rows_of_head(table, r);
    for (std::size_t c = below == 0 ? 1 : 0; c < table.columns.size(); ++c) {
      const std::string inner =
          marked(table.rows[r][c], html_escaped, {"<strong>", "</strong>"}, {"<em>", "</em>"});
      const std::string span = c == 0 && below > 1 ? fmt::format(" rowspan=\"{}\"", below) : "";
      text += c < table.heads ? fmt::format("<th scope=\"row\"{}{}>{}", span, head_class(c), inner)
                              : fmt::format("<td{}>{}", cell_class(c), inner);
    }
    text += '\n';
  }
  return text + "</tbody>\n</table>\n";
}

}  // namespace mmoe
