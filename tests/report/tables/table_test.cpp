// SPDX-License-Identifier: Apache-2.0
#include "report/tables/table.h"

#include <gmock/gmock.h>

#include "cli/run_cli.h"
#include "paths.h"

namespace mmoe {
namespace {

using ::testing::HasSubstr;

/// Two settings of three models: a best, a tie, an undefined value, and names that need escaping.
Table sample_table() {
  Table table{.name = "sample",
              .caption = "Test loss, median of 6 runs [its 95% interval]",
              .columns = {{"model", false}, {"loss", true}, {"paper", true}, {"difference", true}},
              .group_starts = {3}};
  const auto row = [&](const std::string& model, double value, double half, double paper) {
    table.rows.push_back({model,
                          Number{.value = value, .interval = Interval{value - half, value + half}},
                          Number{.value = paper, .decimals = 2},
                          Number{.value = value - paper, .decimals = 3, .signed_ = true}});
  };
  row("Shared-Bottom", 0.25, 0.01, 0.26);
  row("a_b & 50% <|>", 0.085, 0.003, 0.0853);
  row("MMoE", 0.08, 0.0025, 0.0796);
  row("Shared-Bottom", 0.1, 0.01, 0.2);
  table.rows.push_back({"MMoE", Number{}, Number{.value = 0.07, .decimals = 2}, Number{}});
  mark_best(table, 1, 0, 3, Better::kLower);
  mark_best(table, 1, 3, 5, Better::kLower);
  return table;
}

Mark mark(const Table& table, std::size_t row) { return std::get<Number>(table.rows[row][1]).mark; }

TEST(MarkBest, BestAndThoseWhoseIntervalsOverlap) {
  const Table table = sample_table();
  EXPECT_EQ(mark(table, 0), Mark::kNone);
  EXPECT_EQ(mark(table, 1), Mark::kTied);  // [0.082, 0.088] and [0.0775, 0.0825]
  EXPECT_EQ(mark(table, 2), Mark::kBest);
  EXPECT_EQ(mark(table, 3), Mark::kNone);  // alone in its group
}

TEST(MarkBest, HigherIsBetterForAuc) {
  Table table = sample_table();
  for (auto& row : table.rows) std::get<Number>(row[1]).mark = Mark::kNone;
  mark_best(table, 1, 0, 3, Better::kHigher);
  EXPECT_EQ(mark(table, 0), Mark::kBest);
  EXPECT_EQ(mark(table, 1), Mark::kNone);
}

TEST(MarkBest, EqualValuesAreBothBest) {
  Table table{.name = "t", .caption = "", .columns = {{"a", true}}};
  for (const double value : {2.0, 1.0, 1.0}) table.rows.push_back({Number{.value = value}});
  mark_best(table, 0, 0, 3, Better::kLower);
  EXPECT_EQ(std::get<Number>(table.rows[0][0]).mark, Mark::kNone);
  EXPECT_EQ(std::get<Number>(table.rows[1][0]).mark, Mark::kBest);
  EXPECT_EQ(std::get<Number>(table.rows[2][0]).mark, Mark::kBest);
}

TEST(Table, EndsOfAnIntervalThatDifferDoNotReadAlike) {
  const auto text_of = [](double half) {
    const Number n{.value = 0.99473, .interval = Interval{0.99473 - half, 0.99473 + half}};
    return to_text({.caption = "", .columns = {{"auc", true}}, .rows = {{n}}});
  };
  EXPECT_THAT(text_of(0.0002), HasSubstr("0.9947 [0.9945, 0.9949]"));
  EXPECT_THAT(text_of(0.000005), HasSubstr("0.99473 [0.99472, 0.99474]"));
  EXPECT_THAT(text_of(0), HasSubstr("0.9947 [0.9947, 0.9947]"));
}

TEST(Table, ARangeIsNoInterval) {
  const Number n{.value = 0.5, .interval = Interval{0.25, 0.75}, .is_range = true};
  const Table table{.caption = "", .columns = {{"loss", true}}, .rows = {{n}}};
  EXPECT_THAT(to_text(table), HasSubstr("0.5000 (0.2500 to 0.7500)"));
  EXPECT_EQ(to_csv(table), "loss\n0.5\n");
}

struct Format {
  const char* extension;
  std::string (*write)(const Table&);
};

class TableFormat : public ::testing::TestWithParam<Format> {};

TEST_P(TableFormat, IsTheGoldenFile) {
  const std::string path =
      (testing::source_dir() / "tests/report/golden/table.").string() + GetParam().extension;
  EXPECT_EQ(GetParam().write(sample_table()), testing::read_file(path)) << path;
}

INSTANTIATE_TEST_SUITE_P(All, TableFormat,
                         ::testing::Values(Format{"txt", to_text}, Format{"md", to_markdown},
                                           Format{"tex", to_latex}, Format{"csv", to_csv},
                                           Format{"html", to_html}),
                         [](const auto& format) { return format.param.extension; });

TEST(MarkBest, InARow) {
  Table table = sample_table();
  for (auto& row : table.rows) std::get<Number>(row[1]).mark = Mark::kNone;
  mark_best_in_row(table, 0, 1, Better::kLower);  // 0.25, 0.26, -0.01
  EXPECT_EQ(std::get<Number>(table.rows[0][3]).mark, Mark::kBest);
  EXPECT_EQ(mark(table, 0), Mark::kNone);
}

TEST(Table, IsFoldedAndItsCaptionBrokenOnTheTerminalOnly) {
  Table table = sample_table();
  table.caption +=
      " and a long story of what was measured, how often, on what machine, and what the marks in "
      "the columns below stand for";
  for (int copy = 0; copy < 3; ++copy) {
    for (std::size_t c = 1; c < 4; ++c) {
      table.columns.push_back(table.columns[c]);
      table.columns.back().with_left = c > 1;
      for (auto& row : table.rows) row.push_back(row[c]);
    }
  }
  const std::string path = (testing::source_dir() / "tests/report/golden/wide_table.txt").string();
  EXPECT_EQ(to_text(table), testing::read_file(path)) << path;
  EXPECT_THAT(to_csv(table), HasSubstr("paper,difference,loss 2,loss 2 low"));
}

TEST(Table, CsvHasEachTitleOnce) {
  const Table table{.caption = "",
                    .columns = {{"income"}, {"paper", true, true}, {"age"}, {"paper", true, true}},
                    .rows = {}};
  EXPECT_EQ(to_csv(table), "income,income paper,age,age paper\n");
}

TEST(Table, ALongOneIsALongtableWhoseLongTextIsBroken) {
  Table table{.name = "t", .caption = "c", .columns = {{"claim", false}, {"p", true}}};
  for (int row = 0; row < 60; ++row) {
    table.rows.push_back({std::string(60, 'x'), Number{.value = -1, .decimals = 1}});
  }
  const std::string text = to_latex(table);
  EXPECT_EQ(text.find("\\begin{longtable}{p{0.60\\textwidth}r}\n  \\caption{c}\n  \\label{tab:t} "
                      "\\\\\n    \\toprule\n"),
            0);
  EXPECT_THAT(text, HasSubstr("    \\midrule\n    \\endhead\n"));
  EXPECT_THAT(text, HasSubstr("xx & $-$1.0 \\\\\n    \\bottomrule\n\\end{longtable}\n"));
  EXPECT_THAT(to_html(table), HasSubstr("<table class=\"long\">"));
}

TEST(Table, RowsOfOneHeadShareItOnThePage) {
  Table table{.name = "t",
              .caption = "",
              .columns = {{"group", false}, {"model", false}, {"AUC", true}},
              .rows = {{"1", "a", "x"}, {"1", "b", "y"}, {"2", "a", "z"}}};
  table.heads = 2;
  const std::string rows =
      "<tr><th scope=\"row\" rowspan=\"2\">1<th scope=\"row\">a<td>x\n"
      "<tr><th scope=\"row\">b<td>y\n"
      "<tr><th scope=\"row\">2<th scope=\"row\">a<td>z\n";
  EXPECT_THAT(to_html(table), HasSubstr(rows));
  table.heads = 1;  // of a row alone
  EXPECT_THAT(to_html(table), HasSubstr("<tr><th scope=\"row\">1<td class=\"t\">b"));
}

TEST(Table, ARoundedZeroHasNoMinus) {
  Table table{.name = "t",
              .caption = "",
              .columns = {{"a", true}},
              .rows = {{Number{.value = -0.00001, .signed_ = true}}}};
  EXPECT_THAT(to_markdown(table), HasSubstr("| +0.0000 |"));
}

}  // namespace
}  // namespace mmoe
