// SPDX-License-Identifier: Apache-2.0
#include "report/tables/claims_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "claims/verdict_text.h"

namespace mmoe {

namespace {

/// Whether a claim is judged on more than one result.
bool any_twice(const std::vector<Verdict>& verdicts) {
  std::set<std::string> seen;
  for (const Verdict& verdict : verdicts) {
    if (verdict.outcome == Outcome::kNoData) continue;
    if (!seen.insert(verdict.claim.where + verdict.claim.sentence).second) return true;
  }
  return false;
}

std::string dash_if_empty(const std::string& text) { return text.empty() ? "–" : text; }

std::vector<TableCell> row_of(const Verdict& verdict, bool names_result) {
  std::string where = verdict.claim.where;
  if (names_result) {
    const std::string name = std::filesystem::path(verdict.result).filename().string();
    where += ", " + name.substr(0, name.find(".json"));  // also of "synthetic.json.gz"
  }
  return {to_text(verdict.outcome),
          verdict.claim.sentence,
          where,
          dash_if_empty(evidence_text(verdict)),
          p_text(verdict),
          dash_if_empty(power_text(verdict))};
}

}  // namespace

std::optional<Table> claims_table(const std::vector<Verdict>& verdicts) {
  Table table{.name = "claims",
              .caption =
                  "The paper's claims, judged at 95% by one-sided tests; p after Holm's correction "
                  "over a figure or table; runs: how many it took, or would take for a power of "
                  "80%",
              .columns = {{"verdict", false},
                          {"claim", false},
                          {"where", false},
                          {"evidence", false},
                          {"p", true},
                          {"runs", false}}};
  const bool names_results = any_twice(verdicts);
  std::string group;
  for (const Verdict& verdict : verdicts) {
    if (verdict.outcome == Outcome::kNoData) continue;
    const std::string name = verdict.result + verdict.claim.family;
    if (!table.rows.empty() && name != group) table.group_starts.push_back(table.rows.size());
    group = name;
    table.rows.push_back(row_of(verdict, names_results));
  }
  return table.rows.empty() ? std::nullopt : std::optional(table);
}

std::string count_of_verdicts(const Table& claims) {
  std::vector<std::pair<std::string, int>> counts;
  for (const auto& row : claims.rows) {
    const auto& verdict = std::get<std::string>(row[0]);
    const auto known = std::find_if(counts.begin(), counts.end(),
                                    [&](const auto& entry) { return entry.first == verdict; });
    if (known == counts.end()) {
      counts.emplace_back(verdict, 1);
    } else {
      known->second += 1;
    }
  }
  std::string text;
  for (const auto& [verdict, count] : counts) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, verdict);
  }
  return text;
}

}  // namespace mmoe
