// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "report/escape.h"
#include "report/table.h"

namespace mmoe {
namespace {

constexpr const char* kUndefined = "–";

double half_width(const Interval& interval) { return (interval.high - interval.low) / 2; }

bool is_zero(const std::string& number) {
  return number.find_first_of("123456789") == std::string::npos;
}

/// More than asked for where the interval, which is not 0, would read as 0.
int decimals_of(const Number& n) {
  constexpr int kMost = 10;
  int decimals = n.decimals;
  if (!n.interval || !(half_width(*n.interval) > 0)) return decimals;
  while (decimals < kMost && is_zero(fmt::format("{:.{}f}", half_width(*n.interval), decimals))) {
    ++decimals;
  }
  return decimals;
}

/// "0.0833", "+0.0012", "0.0833 ± 0.0021".
std::string number_text(const Number& n) {
  if (!n.value) return kUndefined;
  const int decimals = decimals_of(n);
  // Rounding may leave -0.0000, which is no less than 0.
  std::string text = n.signed_ ? fmt::format("{:+.{}f}", *n.value, decimals)
                               : fmt::format("{:.{}f}", *n.value, decimals);
  if (is_zero(text) && text[0] == '-') text[0] = '+';
  if (n.interval) text += fmt::format(" ± {:.{}f}", half_width(*n.interval), decimals);
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

}  // namespace

std::string to_text(const Table& table) {
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
  for (const std::string& line : broken_at_blanks(table.caption, kTextWidth)) {
    caption += line + "\n";
  }
  return caption + "\n" + text.text();
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
  std::string text = fmt::format(
      "\\begin{{table}}\n  \\centering\n  \\caption{{{}}}\n  \\label{{tab:{}}}\n"
      "  \\begin{{tabular}}{{",
      latex_escaped(table.caption), table.name);
  for (const Column& column : table.columns) text += column.to_the_right ? "r" : "l";
  text += "}\n    \\toprule\n   ";
  const auto end_of_row = [&](std::size_t c) {
    return c + 1 < table.columns.size() ? " &" : " \\\\\n";
  };
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    text += fmt::format(" {}{}", latex_escaped(table.columns[c].title), end_of_row(c));
  }
  text += "    \\midrule\n";
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    if (starts_group(table, r)) text += "    \\addlinespace\n";
    text += "   ";
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      text += fmt::format(
          " {}{}", marked(table.rows[r][c], latex_escaped, {"\\textbf{", "}"}, {"\\textit{", "}"}),
          end_of_row(c));
    }
  }
  return text + "    \\bottomrule\n  \\end{tabular}\n\\end{table}\n";
}

std::string to_csv(const Table& table) {
  std::vector<std::vector<std::string>> lines(table.rows.size() + 1);
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const bool intervals =
        any_number(table, c, [](const Number& n) { return n.interval.has_value(); });
    const bool marks = any_number(table, c, [](const Number& n) { return n.mark != Mark::kNone; });
    const std::string& title = table.columns[c].title;
    lines[0].push_back(title);
    if (intervals) lines[0].insert(lines[0].end(), {title + " low", title + " high"});
    if (marks) lines[0].push_back(title + " mark");
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      std::vector<std::string>& line = lines[r + 1];
      const auto* n = std::get_if<Number>(&table.rows[r][c]);
      line.push_back(n == nullptr ? std::get<std::string>(table.rows[r][c]) : csv_value(n->value));
      if (intervals) {
        const auto ci = n == nullptr ? std::nullopt : n->interval;
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

std::string to_html(const Table& table) {
  std::string text =
      fmt::format("<table>\n<caption>{}</caption>\n<thead><tr>", html_escaped(table.caption));
  const auto number_class = [&](std::size_t c) {
    return table.columns[c].to_the_right ? " class=\"number\"" : "";
  };
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    text += fmt::format("<th scope=\"col\"{}>{}</th>", number_class(c),
                        html_escaped(table.columns[c].title));
  }
  text += "</tr></thead>\n<tbody>\n";
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    text += starts_group(table, r) ? "<tr class=\"group\">" : "<tr>";
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const std::string inner =
          marked(table.rows[r][c], html_escaped, {"<strong>", "</strong>"}, {"<em>", "</em>"});
      text += c < table.heads ? fmt::format("<th scope=\"row\"{}>{}</th>", number_class(c), inner)
                              : fmt::format("<td{}>{}</td>", number_class(c), inner);
    }
    text += "</tr>\n";
  }
  return text + "</tbody>\n</table>\n";
}

}  // namespace mmoe
