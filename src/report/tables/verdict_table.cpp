// SPDX-License-Identifier: Apache-2.0
#include "report/tables/verdict_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>

#include "claims/paper_view.h"
#include "claims/verdict_text.h"
#include "report/tables/claims_table.h"
#include "report/tables/table.h"

namespace mmoe {
namespace {

constexpr std::size_t kClaimIndent = 16;  // where a claim's sentence begins

bool is_decided(const Verdict& verdict) {
  return verdict.outcome == Outcome::kSupported || verdict.outcome == Outcome::kContradicted;
}

/// Returns one line per command that would make data, with the figures and tables that need it.
std::string missing_text(const std::vector<Verdict>& verdicts) {
  std::vector<std::string> commands;
  std::map<std::string, std::vector<std::string>> sentences;
  for (const Verdict& verdict : verdicts) {
    if (verdict.outcome != Outcome::kNoData) continue;
    auto& list = sentences[verdict.claim.command];
    if (list.empty()) commands.push_back(verdict.claim.command);
    list.push_back(fmt::format("  {}  ({})\n", verdict.claim.sentence, verdict.claim.where));
  }
  std::string text;
  for (const std::string& command : commands) {
    text += fmt::format("\nno data: run {}\n", command);
    for (const std::string& line : sentences[command]) text += line;
  }
  return text;
}

}  // namespace

std::string verdict_table(const std::vector<Verdict>& verdicts, std::size_t width) {
  std::string text;
  for (const Table& table : claims_tables(verdicts)) text += to_text(table, width) + "\n";
  return text + count_of_verdicts(verdicts) + "\n" + missing_text(verdicts);
}

std::string verdict_lines(const std::vector<Verdict>& verdicts, std::optional<std::size_t> width) {
  const std::vector<Verdict> judged = tested_verdicts(verdicts);
  if (judged.empty()) return "";
  std::string text = "\nclaims of the paper (95 %, corrected over a figure or table):\n";
  const auto add = [&](const std::string& line) {
    text += width ? folded_line(line, *width, kClaimIndent) : line + "\n";
  };
  for (const Verdict& verdict : judged) {
    if (!is_decided(verdict)) continue;
    add(fmt::format("  {:<13} {} ({}, p {}; the paper: {})", to_text(verdict.outcome),
                    verdict.claim.sentence, evidence_text(verdict), p_text(verdict),
                    paper_text(verdict.claim)));
  }
  const auto open =
      judged.size() - static_cast<std::size_t>(std::ranges::count_if(judged, is_decided));
  if (open > 0) {
    add(fmt::format("  {:<13} {} of {}; `mmoe-bench verify` on the result says why",
                    to_text(Outcome::kInconclusive), open, judged.size()));
  }
  return text;
}

}  // namespace mmoe
