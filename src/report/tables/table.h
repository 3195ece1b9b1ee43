// SPDX-License-Identifier: Apache-2.0
// One table, written for the terminal, Markdown, LaTeX, CSV and HTML. Numbers carry their interval;
// the best of a column and those not told apart from it are marked.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "report/tables/text_table.h"
#include "results/metric.h"
#include "statistics/interval.h"

namespace mmoe {

enum class Mark {
  kNone,
  kBest,  // bold; "*" on the terminal
  kTied,  // italic; "~" on the terminal
};

struct Number {
  std::optional<double> value = {};       // "–" where empty
  std::optional<Interval> interval = {};  // shown as "[low, high]"
  bool is_range = false;  // the interval is but all values: shown as "(low to high)"
  int decimals = 4;
  bool signed_ = false;  // "+0.0012": a difference
  Mark mark = Mark::kNone;
};

/// "0.0833", "+0.0012", "0.0833 [0.0812, 0.0854]", "0.0833 (0.0812 to 0.0854)"; more decimals where
/// the ends of the interval, which differ, would read alike.
std::string number_text(const Number& number);

using TableCell = std::variant<std::string, Number>;

struct Table {
  std::string name = {};     // of its files
  std::string caption = {};  // with the number of runs
  std::vector<Column> columns = {};
  std::size_t heads = 1;                          // the first columns, which say what a row is of
  std::vector<std::vector<TableCell>> rows = {};  // one cell a column
  std::vector<std::size_t> group_starts = {};  // rows that begin a group (a setting), but the first
};

/// Marks column `column` of rows [first, last): the best value, and every one whose interval (or
/// range) overlaps the best's. Nothing where fewer than two rows have a value.
void mark_best(Table& table, std::size_t column, std::size_t first, std::size_t last,
               Better better);
/// The same across a row, of its columns from `first` on.
void mark_best_in_row(Table& table, std::size_t row, std::size_t first, Better better);

std::string to_text(const Table& table);
std::string to_text(const Table& table, std::size_t width);  // of lines, in letters
std::string to_markdown(const Table& table);
/// Returns a booktabs table, to \input below \usepackage{booktabs,longtable}: a longtable where it
/// has more rows than a page.
std::string to_latex(const Table& table);
/// Intervals, but no ranges, in columns of their own, marks in another: "mean", "mean low", "mean
/// high", "mean mark". Ten digits. A title that other columns have too follows that of the column
/// it is with.
std::string to_csv(const Table& table);
/// Returns a <table> with caption and scopes.
std::string to_html(const Table& table);

/// The formats that a table's file can have: what its name ends in, and its writer.
struct TableFormat {
  const char* name;
  std::string (*write)(const Table&);
};
inline constexpr TableFormat kTableFormats[] = {
    {"txt", to_text}, {"md", to_markdown}, {"tex", to_latex}, {"csv", to_csv}};

}  // namespace mmoe
