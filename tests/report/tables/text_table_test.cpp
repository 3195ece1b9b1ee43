// SPDX-License-Identifier: Apache-2.0
#include "report/tables/text_table.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <sstream>

#include "base/characters.h"

namespace mmoe {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::size_t width_of(const std::string& text) {
  std::istringstream lines(text);
  std::size_t widest = 0;
  for (std::string line; std::getline(lines, line);) widest = std::max(widest, display_width(line));
  return widest;
}

TEST(TextTable, PadsToTheWidestCell) {
  TextTable table({{"model", false}, {"loss"}});
  table.add({"MMoE", "0.08"});
  table.add_gap();
  table.add({"Shared-Bottom", "–"});
  EXPECT_EQ(table.text(),
            "model          loss\n"
            "MMoE           0.08\n"
            "\n"
            "Shared-Bottom     –\n");
}

TEST(TextTable, IsAsNarrowAsAsked) {
  TextTable table({{"model", false}, {"what it is", false}});
  table.add({"MMoE", "multi-gate mixture of experts, a gate for each of the tasks"});
  EXPECT_EQ(width_of(table.text()), 66U);
  EXPECT_LE(width_of(table.text(40)), 40U);
}

TEST(TextTable, FoldsTextThatIsWiderThanALineBesideTheHeads) {
  TextTable table(
      {{"claim of the paper, in a sentence", false}, {"outcome", false}, {"why", false}});
  table.add({"MMoE is better than Shared-Bottom where tasks differ", "inconclusive",
             "the interval of the difference has the limit in it, and 24 runs would tell"});
  EXPECT_LE(width_of(table.text(60)), 60U);
  EXPECT_NE(table.text(60).find("would tell"), std::string::npos);
}

TEST(FoldedText, FoldsEachLineBelowItself) {
  EXPECT_EQ(folded_text("short\n  a line that is too long\n\nend", 16),
            "short\n  a line that is\n      too long\n\nend");
  EXPECT_EQ(folded_text("a\nb\n", 16), "a\nb\n");
  EXPECT_EQ(folded_text("", 16), "");
}

TEST(FoldedLine, HangsWhatFollowsTheFirstLine) {
  EXPECT_EQ(folded_line("  is   this line", 20, 4), "  is   this line\n");
  EXPECT_EQ(folded_line("  is   this line too long?", 18, 4), "  is   this line\n    too long?\n");
  EXPECT_EQ(folded_line("unbreakable", 5, 2), "unbreakable\n");
}

TEST(TextTable, FoldsColumnsBelowEachOtherUnderTheHeadsOfTheirRows) {
  std::vector<Column> columns = {{"model", false}};
  std::vector<std::string> row = {"MMoE"};
  for (int task = 1; task <= 5; ++task) {  // 2 + 25 + 2 + 6 a task: three beside 5
    columns.push_back({fmt::format("task {}", task)});
    columns.push_back({"sd", true, true});
    row.push_back(fmt::format("{:025}", task));
    row.push_back("0.0012");
  }
  TextTable table(columns);
  table.add(row);
  const std::string text = table.text();
  EXPECT_LE(width_of(text), kTextWidth);
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  ASSERT_EQ(lines.size(), 5U);
  EXPECT_EQ(lines[0].substr(0, 5), "model");
  EXPECT_NE(lines[0].find("task 3      sd"), std::string::npos);
  EXPECT_EQ(lines[0].find("task 4"), std::string::npos);
  EXPECT_EQ(lines[2], "");
  EXPECT_EQ(lines[3].substr(0, 5), "model");
  EXPECT_EQ(lines[4].substr(0, 4), "MMoE");
  EXPECT_NE(lines[4].find("5  0.0012"), std::string::npos);
}

TEST(TextTable, BreaksLongTextsWhereThatIsEnough) {
  TextTable table({{"verdict", false}, {"claim", false}, {"p"}});
  std::string claim = "word";
  for (int i = 0; i < 30; ++i) claim += " word";  // 154 letters
  table.add({"supported", claim, "0.01"});
  const std::string text = table.text();
  EXPECT_EQ(width_of(text), kTextWidth);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3);  // titles, two lines of the row
  EXPECT_EQ(text.find("supported", text.find("supported") + 1), std::string::npos);
}

TEST(TextTable, AColumnWiderThanALineStandsAlone) {
  TextTable table({{"model", false}, {"a"}, {"b"}});
  table.add({"MMoE", std::string(130, '1'), "2"});
  EXPECT_EQ(width_of(table.text()), 5U + 2 + 130);
}

TEST(FoldedLine, EndsInNoBlank) {
  EXPECT_EQ(folded_line("a claim  (Figure 4)", 8, 2), "a claim\n  (Figure\n  4)\n");
}

TEST(BrokenAtBlanks, KeepsWordsWhole) {
  EXPECT_THAT(broken_at_blanks("one two three", 7), ElementsAre("one two", "three"));
  EXPECT_THAT(broken_at_blanks("a longerword b", 5), ElementsAre("a", "longerword", "b"));
  EXPECT_THAT(broken_at_blanks("–– ––", 5), ElementsAre("–– ––"));  // letters, not bytes
  EXPECT_THAT(broken_at_blanks("", 5), IsEmpty());
}

}  // namespace
}  // namespace mmoe
