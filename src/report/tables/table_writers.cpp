// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/csv_text.h"
#include "report/pages/escape.h"
#include "report/tables/table.h"
#include "report/tables/table_cells.h"

namespace mmoe {
namespace {

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
      const std::string value = cell_text(table.rows[r][c]);
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

}  // namespace mmoe
