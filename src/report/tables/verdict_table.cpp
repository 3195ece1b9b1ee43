// SPDX-License-Identifier: Apache-2.0
#include "report/tables/verdict_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>

#include "claims/verdict_text.h"
#include "report/tables/text_table.h"

namespace mmoe {
namespace {

constexpr std::size_t kClaimIndent = 16;  // where a claim's sentence begins

std::vector<Verdict> with_data(const std::vector<Verdict>& verdicts) {
  std::vector<Verdict> judged = verdicts;
  std::erase_if(judged, [](const Verdict& v) { return v.outcome == Outcome::kNoData; });
  return judged;
}

std::size_t count(const std::vector<Verdict>& verdicts, Outcome outcome) {
  return static_cast<std::size_t>(std::ranges::count(verdicts, outcome, &Verdict::outcome));
}

std::string counts_text(const std::vector<Verdict>& verdicts) {
  return fmt::format("{} supported, {} contradicted, {} inconclusive",
                     count(verdicts, Outcome::kSupported), count(verdicts, Outcome::kContradicted),
                     count(verdicts, Outcome::kInconclusive));
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
  std::string result;
  TextTable table({});
  const auto flush = [&] {
    if (!result.empty()) text += table.text(width) + "\n";
  };
  const std::vector<Verdict> judged = with_data(verdicts);
  std::string family;
  for (const Verdict& verdict : judged) {
    if (verdict.result != result) {
      flush();
      result = verdict.result;
      family = verdict.claim.family;
      text += result + "\n\n";
      table = TextTable({{"verdict", false},
                         {"claim", false},
                         {"where", false},
                         {"evidence", false},
                         {"p", true},
                         {"power", false}});
    }
    if (verdict.claim.family != family) table.add_gap();
    family = verdict.claim.family;
    table.add({to_text(verdict.outcome), verdict.claim.sentence, verdict.claim.where,
               evidence_text(verdict), p_text(verdict), power_text(verdict)});
  }
  flush();
  text += counts_text(judged);
  text += " (one-sided at 95 %, Holm over a figure or table; power: 80 %)\n";
  return text + missing_text(verdicts);
}

std::string verdict_lines(const std::vector<Verdict>& verdicts, std::optional<std::size_t> width) {
  const std::vector<Verdict> judged = with_data(verdicts);
  if (judged.empty()) return "";
  std::string text = fmt::format("\nclaims of the paper (95 %, Holm): {}\n", counts_text(judged));
  for (const Verdict& verdict : judged) {
    const std::string power = power_text(verdict);
    const std::string line =
        fmt::format("  {:<13} {} ({}{}{})", to_text(verdict.outcome), verdict.claim.sentence,
                    evidence_text(verdict), verdict.p_for ? ", p " + p_text(verdict) : "",
                    verdict.runs_needed ? ", needs " + power : "");
    text += width ? folded_line(line, *width, kClaimIndent) : line + "\n";
  }
  return text;
}

}  // namespace mmoe
