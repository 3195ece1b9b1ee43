// SPDX-License-Identifier: Apache-2.0
#include "report/tables/claims_table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "claims/paper_view.h"
#include "claims/verdict_text.h"
#include "report/tables/result_names.h"

namespace mmoe {
namespace {

constexpr std::size_t kFirstResult = 3;  // columns of `claims`: claim, where, the paper

/// The verdicts with data, the tested or the other ones, by family.
std::vector<Verdict> by_family(std::vector<Verdict> verdicts, bool tested) {
  std::erase_if(verdicts, [&](const Verdict& v) {
    return v.outcome == Outcome::kNoData || is_tested(v) != tested;
  });
  std::map<std::string, std::size_t> order;
  for (const Verdict& verdict : verdicts) order.try_emplace(verdict.claim.family, order.size());
  std::ranges::stable_sort(verdicts, {},
                           [&](const Verdict& v) { return order.at(v.claim.family); });
  return verdicts;
}

std::string dash_if_empty(const std::string& text) { return text.empty() ? "–" : text; }

/// Begins a group of the table where the family changes.
class Groups {
 public:
  explicit Groups(Table& table) : table_(table) {}
  void before_row(const std::string& family) {
    if (!table_.rows.empty() && family != family_) {
      table_.group_starts.push_back(table_.rows.size());
    }
    family_ = family;
  }

 private:
  Table& table_;
  std::string family_;
};

/// One row per claim, one column per result.
Table verdict_grid(const std::vector<Verdict>& verdicts, const ResultNames& results) {
  Table table{
      .name = "claims",
      .caption =
          "The paper's claims, one column per result. Over a family, the claims of a figure "
          "or table that one result has data for, a verdict is wrong, either way, with a "
          "probability of at most 5%. The paper: what supports the claim there, and what "
          "its own numbers give under the same rule",
      .columns = {{"claim", false}, {"where", false}, {"the paper", false}}};
  for (const std::string& path : results.paths())
    table.columns.push_back({results.name(path), false});
  std::map<std::string, std::size_t> row_of;
  Groups groups(table);
  for (const Verdict& verdict : verdicts) {
    const auto [row, is_new] = row_of.try_emplace(verdict.claim.name, table.rows.size());
    if (is_new) {
      groups.before_row(verdict.claim.family);
      table.rows.emplace_back(table.columns.size(), std::string("–"));
      table.rows.back()[0] = verdict.claim.sentence;
      table.rows.back()[1] = verdict.claim.where;
      table.rows.back()[2] = dash_if_empty(paper_text(verdict.claim));
    }
    const auto column = std::ranges::find(results.paths(), verdict.result);
    const auto result = static_cast<std::size_t>(column - results.paths().begin());
    table.rows[row->second][kFirstResult + result] = verdict_text(verdict);
  }
  return table;
}

std::vector<TableCell> head_of(const Verdict& verdict, const ResultNames& results) {
  return {verdict.claim.sentence, verdict.claim.where, results.name(verdict.result)};
}

Table evidence_table(const std::vector<Verdict>& verdicts, const ResultNames& results) {
  Table table{.name = "claims-evidence",
              .caption =
                  "The evidence: medians over runs and of paired differences, with intervals at "
                  "the level of the verdicts (ranges if runs are too few); p of exact tests, "
                  "two-sided and corrected over the family; runs: how many it took, or would take "
                  "for a power of 80%",
              .columns = {{"claim", false},
                          {"where", false},
                          {"result", false},
                          {"evidence", false},
                          {"p", true},
                          {"runs", false}}};
  Groups groups(table);
  for (const Verdict& verdict : verdicts) {
    groups.before_row(verdict.claim.family);
    table.rows.push_back(head_of(verdict, results));
    for (const std::string& text : {evidence_text(verdict), p_text(verdict), power_text(verdict)}) {
      table.rows.back().emplace_back(dash_if_empty(text));
    }
  }
  return table;
}

Table check_table(const std::vector<Verdict>& verdicts, const ResultNames& results) {
  Table table{.name = "claims-checks",
              .caption =
                  "Not counted among the claims: checks that the data are what they were "
                  "made to be, and numbers for which no test holds its level",
              .columns = {{"check or number", false},
                          {"where", false},
                          {"result", false},
                          {"outcome", false},
                          {"evidence", false}}};
  Groups groups(table);
  for (const Verdict& verdict : verdicts) {
    groups.before_row(verdict.claim.family);
    table.rows.push_back(head_of(verdict, results));
    table.rows.back().emplace_back(verdict_text(verdict));
    table.rows.back().emplace_back(dash_if_empty(evidence_text(verdict)));
  }
  return table;
}

}  // namespace

std::vector<Verdict> tested_verdicts(const std::vector<Verdict>& verdicts) {
  return by_family(verdicts, true);
}

std::vector<Verdict> untested_verdicts(const std::vector<Verdict>& verdicts) {
  return by_family(verdicts, false);
}

std::vector<Table> claims_tables(const std::vector<Verdict>& verdicts) {
  std::vector<Table> tables;
  const ResultNames results(verdicts);
  const auto tested = tested_verdicts(verdicts);
  const auto others = untested_verdicts(verdicts);
  if (!tested.empty()) {
    tables.push_back(verdict_grid(tested, ResultNames(tested)));
    tables.push_back(evidence_table(tested, results));
  }
  if (!others.empty()) tables.push_back(check_table(others, results));
  return tables;
}

std::string count_of_verdicts(const std::vector<Verdict>& verdicts) {
  const auto tested = tested_verdicts(verdicts);
  std::vector<std::string> counts;
  for (const Outcome outcome :
       {Outcome::kSupported, Outcome::kContradicted, Outcome::kInconclusive}) {
    const auto count = std::ranges::count(tested, outcome, &Verdict::outcome);
    if (count > 0) counts.push_back(fmt::format("{} {}", count, to_text(outcome)));
  }
  return fmt::format("{}", fmt::join(counts, ", "));
}

}  // namespace mmoe
