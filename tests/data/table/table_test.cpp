// SPDX-License-Identifier: Apache-2.0
#include "data/table/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "data/table/table_fixture.h"

namespace mmoe {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

const TableColumnUse kNumbers{.numbers = true};
const TableColumnUse kTexts{.texts = true};

/// Reads columns that begin with "n" as numbers, all others as texts.
RawTable read_columns_of(const TableForm& form) {
  return read_table(form, [](const std::string& name) {
    return std::optional(name.starts_with("n") ? kNumbers : kTexts);
  });
}

RawTable read_text(const std::string& text, TableForm form = {}) {
  const TestFolder folder;
  form.paths = {folder.write("t.csv", text)};
  if (form.missing.empty()) form.missing = {"", "NA"};
  return read_columns_of(form);
}

std::string table_error(const std::string& text, const TableForm& form = {}) {
  return input_error([&] { read_text(text, form); });
}

TEST(RawTable, ReadsNumbersTextsAndWhatIsMissing) {
  const RawTable table = read_text("n1,t\n1.5,b\n-2e3,a\n+7,b\nNA,\n");
  ASSERT_EQ(table.rows, 4U);
  EXPECT_THAT(table.header, ElementsAre("n1", "t"));
  EXPECT_THAT(table.at("n1").numbers, ElementsAre(1.5, -2000, 7, ::testing::IsNan()));
  EXPECT_THAT(table.at("t").texts, ElementsAre("b", "a"));
  EXPECT_THAT(table.at("t").codes, ElementsAre(0, 1, 0, TableColumn::kMissing));
  EXPECT_EQ(table.find("x"), nullptr);
}

TEST(RawTable, MatchesTheColumnsOfSeveralFilesByName) {
  const TestFolder folder;
  const TableForm form{.paths = {folder.write("a.csv", "n,t\n1,x\n"),
                                 folder.write_gz("b.tsv.gz", "more\tt\tn\nz\ty\t2\n")}};
  const RawTable table = read_columns_of(form);
  EXPECT_THAT(table.at("n").numbers, ElementsAre(1, 2));
  EXPECT_THAT(table.at("t").texts, ElementsAre("x", "y"));
  EXPECT_EQ(table.files[1].rows, 1U);
  EXPECT_EQ(table.files[0].sha256, sha256_hex("n,t\n1,x\n"));
  folder.write("c.csv", "t\nx\n");
  EXPECT_THAT(input_error([&] {
                read_columns_of({.paths = {form.paths[0], folder.path("c.csv")}});
              }),
              HasSubstr("c.csv: there is no column 'n', which "));
}

TEST(RawTable, TakesTrailingCommasUnnamedColumnsAndOneRow) {
  const RawTable table = read_text(",n1,t,\n0,1,x,,\n");
  EXPECT_THAT(table.header, ElementsAre("unnamed 1", "n1", "t", "unnamed 4"));
  EXPECT_EQ(table.rows, 1U);
  EXPECT_EQ(read_text("n1\n1,,,\n2\n").rows, 2U);
}

TEST(RawTable, TakesNamesFromTheRecipe) {
  EXPECT_THAT(read_text("1,2\n", {.header = false, .names = {"n", "t"}}).at("n").numbers,
              ElementsAre(1));
  EXPECT_THAT(read_text("x,x\n1,2\n", {.names = {"n", "t"}}).at("n").numbers, ElementsAre(1));
  EXPECT_THAT(table_error("x\n1\n", {.names = {"n", "t"}}),
              HasSubstr("t.csv:1: found 1 column; expected 2"));
}

TEST(RawTable, SaysFileLineAndColumn) {
  EXPECT_THAT(table_error("n1,n1\n1,2\n"),
              HasSubstr("t.csv:1: columns 1 and 2 are both named 'n1'"));
  EXPECT_THAT(table_error("n1,t\n1\n"), HasSubstr("t.csv:2: found 1 field; expected 2"));
  EXPECT_THAT(table_error("n1,t\n\n1,2,3\n"), HasSubstr("t.csv:3: found 3 fields; expected 2"));
  EXPECT_THAT(table_error("n1\n1\nabc\n"),
              HasSubstr("t.csv:3: column 'n1': found 'abc'; expected a number, or a word of "
                        "\"missing\": \"\", \"NA\""));
  for (const char* word : {"nan", "inf", "1e999", "0x10", "1 2"}) {
    EXPECT_THAT(table_error(std::string("n1\n") + word + "\n"), HasSubstr("t.csv:2: column 'n1'"));
  }
  EXPECT_THAT(table_error(""), HasSubstr("t.csv: found no line"));
  EXPECT_THAT(table_error("n1,t\n"), HasSubstr("t.csv: found no rows"));
}

TEST(RawTable, OffersWhatToDoAboutANumberThatIsNone) {
  EXPECT_THAT(table_error("n1;t\n", {.delimiter = ";"}), HasSubstr("no rows"));
  EXPECT_THAT(table_error("n1;t\n3,5;x\n", {.delimiter = ";"}),
              ::testing::EndsWith("; if that is a decimal comma, write 3.5"));
  EXPECT_THAT(table_error("n1\n\"1,234,567\"\n"), ::testing::EndsWith("; write it without ','"));
  EXPECT_THAT(table_error("n1\n12%\n"), ::testing::EndsWith("; write it without '%'"));
}

TEST(RawTable, ChecksWhatAColumnIsUsedFor) {
  const TestFolder folder;
  const auto error_of = [&](const std::string& value, TableColumnUse use) {
    const TableForm form{.paths = {folder.write("t.csv", "a\n" + value + "\n")}, .missing = {"NA"}};
    return input_error([&] { read_table(form, [&](const auto&) { return std::optional(use); }); });
  };
  EXPECT_THAT(error_of("NA", {.texts = true, .complete = true}),
              HasSubstr("t.csv:2: column 'a': found 'NA'; expected a value in every row"));
  EXPECT_THAT(error_of("-1", {.numbers = true, .low = 0}), HasSubstr("expected at least 0"));
  EXPECT_THAT(error_of("2", {.numbers = true, .binary = true}), HasSubstr("expected 0 or 1"));
  EXPECT_THAT(error_of("c", {.texts = true, .words = {"a", "b"}}),
              HasSubstr("t.csv:2: column 'a': found 'c'; expected 'a' or 'b'"));
  EXPECT_THAT(error_of("c", {.numbers = true, .complete = true}),
              ::testing::EndsWith("expected a number"));
}

TEST(RawTable, TakesTheDelimiterOfTheFilesName) {
  EXPECT_EQ(delimiter_of("x.csv", ""), ',');
  EXPECT_EQ(delimiter_of("a.b/x.tsv.gz", ""), '\t');
  EXPECT_EQ(delimiter_of("x.tab", ""), '\t');
  EXPECT_EQ(delimiter_of("x.tsv", ";"), ';');
}

}  // namespace
}  // namespace mmoe
