// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/csv_text.h"
#include "report/pages/escape.h"
#include "report/tables/table.h"

namespace mmoe {
namespace {

constexpr const char* kUndefined = "–";

bool is_zero(const std::string& number) {
  return number.find_first_of("123456789") == std::string::npos;
}

/// More than asked for where the ends of the interval, which differ, would read alike.
int decimals_of(const Number& n) {
  constexpr int kMost = 10;
  int decimals = n.decimals;
  if (!n.interval || !(n.interval->high > n.interval->low)) return decimals;
  const auto text = [&](double end) { return fmt::format("{:.{}f}", end, decimals); };
  while (decimals < kMost && text(n.interval->low) == text(n.interval->high)) ++decimals;
  return decimals;
}

/// "0.0833", "+0.0012".
std::string value_text(const Number& n, double value, int decimals) {
  std::string text = n.signed_ ? fmt::format("{:+.{}f}", value, decimals)
                               : fmt::format("{:.{}f}", value, decimals);
  // Rounding may leave -0.0000, which is not less than 0.
  if (is_zero(text) && text[0] == '-') text[0] = '+';
  return text;
}

Mark mark_of(const TableCell& cell) {
  const auto* number = std::get_if<Number>(&cell);
  return number == nullptr ? Mark::kNone : number->mark;
}

std::string plain(const TableCell& cell) {
  const auto* number = std::get_if<Number>(&cell);
  return number == nullptr ? std::get<std::string>(cell) : number_text(*number);
}

struct Wrap {
  const char* before;
  const char* after;
};

/// The cell's text, escaped, between what its mark asks for.
template <typename Escape>
std::string marked(const TableCell& cell, const Escape& escape, Wrap best, Wrap tied) {
  const std::string text = escape(plain(cell));
  if (mark_of(cell) == Mark::kBest) return fmt::format("{}{}{}", best.before, text, best.after);
  if (mark_of(cell) == Mark::kTied) return fmt::format("{}{}{}", tied.before, text, tied.after);
  return text;
}

bool starts_group(const Table& table, std::size_t row) {
  return std::count(table.group_starts.begin(), table.group_starts.end(), row) > 0;
}

/// Whether a column has text that must be broken into lines.
bool is_long(const Table& table, std::size_t column) {
  constexpr std::size_t kLong = 40;  // letters, or so
  return std::any_of(table.rows.begin(), table.rows.end(), [&](const auto& row) {
    const auto* text = std::get_if<std::string>(&row[column]);
    return text != nullptr && text->size() > kLong;
  });
}

std::vector<std::size_t> long_columns(const Table& table) {
  std::vector<std::size_t> columns;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    if (is_long(table, c)) columns.push_back(c);
  }
  return columns;
}

bool any_number(const Table& table, std::size_t column, bool (*holds)(const Number&)) {
  return std::any_of(table.rows.begin(), table.rows.end(), [&](const auto& row) {
    const auto* number = std::get_if<Number>(&row[column]);
    return number != nullptr && holds(*number);
  });
}

std::string csv_value(const std::optional<double>& value) {
  return value ? fmt::format("{:.10g}", *value) : "";
}

constexpr const char* kMarkNames[] = {"", "best", "tied"};

/// "lrp{0.3\\textwidth}": long text in columns that break it.
std::string latex_columns(const Table& table) {
  constexpr double kForText = 0.6;  // of the page's width
  const auto breaking = long_columns(table);
  std::string text;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    if (std::count(breaking.begin(), breaking.end(), c) > 0) {
      text +=
          fmt::format("p{{{:.2f}\\textwidth}}", kForText / static_cast<double>(breaking.size()));
    } else {
      text += table.columns[c].to_the_right ? "r" : "l";
    }
  }
  return text;
}

std::string latex_cell(const TableCell& cell) {
  const auto escape = [&](std::string text) {
    const bool is_negative = std::holds_alternative<Number>(cell) && text.starts_with('-');
    if (is_negative) text.replace(0, 1, "−");  // a hyphen is shorter
    return latex_escaped(text);
  };
  return marked(cell, escape, {"\\textbf{", "}"}, {"\\textit{", "}"});
}

std::string latex_row(const std::vector<std::string>& cells) {
  return fmt::format("    {} \\\\\n", fmt::join(cells, " & "));
}

std::string latex_head(const Table& table) {
  std::vector<std::string> titles;
  for (const Column& column : table.columns) titles.push_back(latex_escaped(column.title));
  return "    \\toprule\n" + latex_row(titles) + "    \\midrule\n";
}

/// Titles of columns, each once: one that stands again belongs to the column that it is with.
std::vector<std::string> distinct_titles(const Table& table) {
  std::vector<std::string> titles;
  std::string group;
  for (const Column& column : table.columns) {
    const auto same = [&](const Column& other) { return other.title == column.title; };
    const bool is_again = std::count_if(table.columns.begin(), table.columns.end(), same) > 1;
    const std::string wanted =
        is_again && column.with_left ? group + " " + column.title : column.title;
    std::string title = wanted;
    for (int n = 2; std::count(titles.begin(), titles.end(), title) > 0; ++n) {
      title = fmt::format("{} {}", wanted, n);
    }
    if (!column.with_left) group = title;
    titles.push_back(title);
  }
  return titles;
}

}  // namespace

std::string number_text(const Number& n) {
  if (!n.value) return kUndefined;
  const int decimals = decimals_of(n);
  const std::string value = value_text(n, *n.value, decimals);
  if (!n.interval) return value;
  const std::string low = value_text(n, n.interval->low, decimals);
  const std::string high = value_text(n, n.interval->high, decimals);
  return n.is_range ? fmt::format("{} ({} to {})", value, low, high)
                    : fmt::format("{} [{}, {}]", value, low, high);
}

std::string to_text(const Table& table) { return to_text(table, kTextWidth); }

std::string to_text(const Table& table, std::size_t width) {
  TextTable text(table.columns, table.heads);
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    if (starts_group(table, r)) text.add_gap();
    std::vector<std::string> row;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      // A mark's place is kept where there is none, so that digits stay below digits.
      const bool has_marks =
          any_number(table, c, [](const Number& n) { return n.mark != Mark::kNone; });
      const char* none = has_marks ? " " : "";
      const std::string value = plain(table.rows[r][c]);
      const Mark mark = mark_of(table.rows[r][c]);
      row.push_back(value + (mark == Mark::kBest ? "*" : mark == Mark::kTied ? "~" : none));
    }
    text.add(row);
  }
  std::string caption;
  for (const std::string& line : broken_at_blanks(table.caption, width)) {
    caption += line + "\n";
  }
  return caption + "\n" + text.text(width);
}

std::string to_markdown(const Table& table) {
  std::string text = markdown_escaped(table.caption) + "\n\n|";
  for (const Column& column : table.columns) {
    text += fmt::format(" {} |", markdown_escaped(column.title));
  }
  text += "\n|";
  for (const Column& column : table.columns) text += column.to_the_right ? "---:|" : "---|";
  for (const auto& row : table.rows) {
    text += "\n|";
    for (const TableCell& cell : row) {
      text += fmt::format(" {} |", marked(cell, markdown_escaped, {"**", "**"}, {"*", "*"}));
    }
  }
  return text + "\n";
}

std::string to_latex(const Table& table) {
  constexpr std::size_t kPage = 45;  // rows
  const bool is_of_pages = table.rows.size() > kPage;
  const std::string caption = fmt::format("\\caption{{{}}}", latex_escaped(table.caption));
  const std::string label = fmt::format("\\label{{tab:{}}}", table.name);
  const std::string head = latex_head(table);
  std::string text;
  if (is_of_pages) {
    text = fmt::format(
        "\\begin{{longtable}}{{{0}}}\n  {1}\n  {2} \\\\\n{3}    \\endfirsthead\n{3}    \\endhead\n",
        latex_columns(table), caption, label, head);
  } else {
    text =
        fmt::format("\\begin{{table}}\n  \\centering\n  {}\n  {}\n  \\begin{{tabular}}{{{}}}\n{}",
                    caption, label, latex_columns(table), head);
  }
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    if (starts_group(table, r)) text += "    \\addlinespace\n";
    std::vector<std::string> cells;
    for (const TableCell& cell : table.rows[r]) cells.push_back(latex_cell(cell));
    text += latex_row(cells);
  }
  text += "    \\bottomrule\n";
  return text + (is_of_pages ? "\\end{longtable}\n" : "  \\end{tabular}\n\\end{table}\n");
}

std::string to_csv(const Table& table) {
  const std::vector<std::string> titles = distinct_titles(table);
  std::vector<std::vector<std::string>> lines(table.rows.size() + 1);
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const bool intervals =
        any_number(table, c, [](const Number& n) { return n.interval && !n.is_range; });
    const bool marks = any_number(table, c, [](const Number& n) { return n.mark != Mark::kNone; });
    const std::string& title = titles[c];
    lines[0].push_back(title);
    if (intervals) lines[0].insert(lines[0].end(), {title + " low", title + " high"});
    if (marks) lines[0].push_back(title + " mark");
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      std::vector<std::string>& line = lines[r + 1];
      const auto* n = std::get_if<Number>(&table.rows[r][c]);
      line.push_back(n == nullptr ? std::get<std::string>(table.rows[r][c]) : csv_value(n->value));
      if (intervals) {
        const auto ci = n == nullptr || n->is_range ? std::nullopt : n->interval;
        line.push_back(ci ? csv_value(ci->low) : "");
        line.push_back(ci ? csv_value(ci->high) : "");
      }
      if (marks) line.emplace_back(n == nullptr ? "" : kMarkNames[static_cast<int>(n->mark)]);
    }
  }
  std::string text;
  for (const auto& line : lines) {
    for (std::size_t c = 0; c < line.size(); ++c) {
      text += (c > 0 ? "," : "") + csv_escaped(line[c]);
    }
    text += "\n";
  }
  return text;
}

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
