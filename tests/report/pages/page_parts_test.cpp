// SPDX-License-Identifier: Apache-2.0
// The parts that the page is made of.
#include <gmock/gmock.h>

#include "cli/run_cli.h"
#include "report/pages/claims_section.h"
#include "report/pages/data_link.h"
#include "report/pages/narrow_figure.h"

namespace mmoe {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::size_t times(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) {
    ++count;
  }
  return count;
}

TEST(DataLink, HoldsTheTextPacked) {
  const std::string link = data_link("x.csv", "a,b\n1,2\n");
  EXPECT_THAT(link, HasSubstr("download=\"x.csv.gz\""));
  const std::string mark = "base64,";
  const std::size_t begin = link.find(mark) + mark.size();
  const std::string packed = link.substr(begin, link.find('"', begin) - begin);
  EXPECT_EQ(
      testing::run_program("sh", {.args = {"-c", "echo " + packed + " | base64 -d | zcat"}}).out,
      "a,b\n1,2\n");
}

Figure two_panels() {
  Figure figure{.name = "two", .description = "two <panels>", .columns = 2};
  for (const char* title : {"left", "right"}) {
    figure.panels.push_back({.title = title,
                             .x = {.label = "steps"},
                             .y = {.label = "loss"},
                             .traces = {{.label = "MMoE", .x = {0, 1}, .y = {1, 2}}}});
  }
  return figure;
}

TEST(NarrowFigure, HasAViewOfEachPanelAndOfTheLegend) {
  const std::string narrow = narrow_figure(two_panels(), "f7");
  EXPECT_EQ(times(narrow, "role=\"img\""), 2U);
  EXPECT_THAT(narrow,
              AllOf(HasSubstr("aria-label=\"right\""), HasSubstr("class=\"legend\" aria-hidden"),
                    HasSubstr("href=\"#f7\""), Not(HasSubstr("nan"))));
  // The second panel with the label of y that the first has for both, and each with that of x.
  EXPECT_EQ(times(narrow, "<use "), 2U + 1U + 2U + 1U);
  EXPECT_EQ(times(narrow, "<svg "), 2U + 5U + 1U) << "the legend's entry is one part";
  EXPECT_THAT(view_of_figure(two_panels(), "f7"), HasSubstr("aria-label=\"two &lt;panels&gt;\""));
}

TEST(NarrowFigure, NamesAPanelWithoutTitleByItsAxis) {
  Figure figure = two_panels();
  figure.panels[1].title = "";
  EXPECT_THAT(narrow_figure(figure, "f"), HasSubstr("aria-label=\"steps\""));
}

TEST(NarrowFigure, OfOneColumnIsEmpty) {
  Figure figure = two_panels();
  figure.columns = 1;
  EXPECT_EQ(narrow_figure(figure, "f"), "");
}

Verdict verdict_on_claim(const char* sentence, Outcome outcome, const char* result) {
  Verdict verdict;
  verdict.claim.name = verdict.claim.sentence = sentence;
  verdict.claim.where = "Figure 4";
  verdict.claim.comparison = "better";
  verdict.claim.support = "text";
  verdict.outcome = outcome;
  verdict.result = result;
  verdict.runs = 3;
  verdict.parts = {{.what = "-0.1", .p_for = 0.01}};
  verdict.p_for = 0.01;
  return verdict;
}

TEST(ClaimsSection, HasACardPerClaimWithAVerdictPerResultAndFoldsWhatIsOpen) {
  const std::string html =
      claims_html({verdict_on_claim("A < B", Outcome::kSupported, "x/a.json"),
                   verdict_on_claim("B is C", Outcome::kInconclusive, "x/a.json"),
                   verdict_on_claim("A < B", Outcome::kInconclusive, "x/b.json.gz")});
  EXPECT_THAT(html, HasSubstr("<p class=\"verdicts\">1 supported, 2 inconclusive</p>"));
  EXPECT_THAT(html, HasSubstr("<li class=\"mixed\">A &lt; B<small>Figure 4 · the paper: "
                              "text</small>\n<p class=\"supported\"><span class=\"verdict\"><span "
                              "aria-hidden=\"true\">✓</span> supported</span><small>a · -0.1 · p "
                              "0.010 · 3 runs told</small></p>\n<p class=\"inconclusive\">"));
  EXPECT_LT(html.find("1 inconclusive</summary>"), html.find("B is C"));
  EXPECT_EQ(times(html, "<li"), 2U);
  EXPECT_THAT(claims_html({}), HasSubstr("No result here has data"));
}

TEST(ClaimsSection, FoldsChecksApart) {
  Verdict check = verdict_on_claim("rises", Outcome::kSupported, "a.json");
  check.claim.comparison = "rises";
  const std::string html = claims_html({check});
  EXPECT_THAT(html, HasSubstr("1 checks and numbers, not counted</summary>"));
  EXPECT_THAT(html, HasSubstr("passes</span>"));
}

}  // namespace
}  // namespace mmoe
