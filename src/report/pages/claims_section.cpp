// SPDX-License-Identifier: Apache-2.0
#include "report/pages/claims_section.h"

#include <fmt/format.h>

#include <algorithm>

#include "claims/paper_view.h"
#include "claims/verdict_text.h"
#include "report/pages/escape.h"
#include "report/tables/claims_table.h"
#include "report/tables/result_names.h"

namespace mmoe {
namespace {

const char* verdict_mark(Outcome outcome) {
  return outcome == Outcome::kSupported ? "✓" : outcome == Outcome::kContradicted ? "✗" : "?";
}

const char* css_class(Outcome outcome) {
  return outcome == Outcome::kNotTested ? "untested" : to_text(outcome);
}

/// The verdicts on one claim, by result.
using Card = std::vector<const Verdict*>;

std::vector<Card> cards_of(const std::vector<Verdict>& verdicts) {
  std::vector<Card> cards;
  for (const Verdict& verdict : verdicts) {
    const auto known = std::ranges::find_if(
        cards, [&](const Card& card) { return card[0]->claim.name == verdict.claim.name; });
    known == cards.end() ? cards.push_back({&verdict}) : known->push_back(&verdict);
  }
  return cards;
}

std::string outcome_html(const Verdict& verdict, const ResultNames& results) {
  std::string details = html_escaped(results.name(verdict.result));
  const std::string runs = power_text(verdict);
  for (const std::string& text :
       {evidence_text(verdict), verdict.p_for ? "p " + p_text(verdict) : "",
        runs == "–" ? "" : (verdict.runs_needed ? "needs " : "") + runs}) {
    if (!text.empty()) details += " · " + html_escaped(text);
  }
  return fmt::format(
      "<p class=\"{0}\"><span class=\"verdict\"><span aria-hidden=\"true\">{1}</span> "
      "{2}</span><small>{3}</small></p>\n",
      css_class(verdict.outcome), verdict_mark(verdict.outcome), verdict_text(verdict), details);
}

/// The edge has the colour of the verdicts if all are the same.
std::string card_html(const Card& card, const ResultNames& results) {
  const Claim& claim = card[0]->claim;
  const Outcome first = card[0]->outcome;
  const bool agree =
      std::ranges::all_of(card, [&](const Verdict* v) { return v->outcome == first; });
  const std::string paper = paper_text(claim);
  std::string text =
      fmt::format("<li class=\"{}\">{}<small>{}{}</small>\n", agree ? css_class(first) : "mixed",
                  html_escaped(claim.sentence), html_escaped(claim.where),
                  paper.empty() ? "" : " · the paper: " + html_escaped(paper));
  for (const Verdict* verdict : card) text += outcome_html(*verdict, results);
  return text + "</li>\n";
}

std::string cards_html(const std::string& cards) {
  return "<ul class=\"claims\">\n" + cards + "</ul>\n";
}

std::string folded_cards(std::size_t count, const char* what, const std::string& cards) {
  if (count == 0) return "";
  return fmt::format("<details>\n<summary>{} {}</summary>\n{}</details>\n", count, what,
                     cards_html(cards));
}

}  // namespace

std::string claims_html(const std::vector<Verdict>& verdicts) {
  const std::string head = "<section id=\"claims\">\n<h2>Claims of the paper</h2>\n";
  const std::vector<Table> tables = claims_tables(verdicts);
  if (tables.empty()) {
    return head + "<p>No result here has data for a claim of the paper.</p>\n</section>\n";
  }
  const ResultNames results(verdicts);
  const auto tested = tested_verdicts(verdicts);
  std::string decided;
  std::string open;
  std::size_t count = 0;
  for (const Card& card : cards_of(tested)) {
    const bool is_open = std::ranges::all_of(
        card, [](const Verdict* v) { return v->outcome == Outcome::kInconclusive; });
    (is_open ? open : decided) += card_html(card, results);
    count += is_open ? 1 : 0;
  }
  std::string text =
      head + fmt::format("<p class=\"verdicts\">{}</p>\n<p>{}.</p>\n", count_of_verdicts(verdicts),
                         html_escaped(tables[0].caption));
  if (!decided.empty()) text += cards_html(decided);
  text += folded_cards(count, "inconclusive", open);
  const auto untested = untested_verdicts(verdicts);
  const auto others = cards_of(untested);
  std::string checks;
  for (const Card& card : others) checks += card_html(card, results);
  text += folded_cards(others.size(), "checks and numbers, not counted", checks);
  return text + "</section>\n";
}

}  // namespace mmoe
