// SPDX-License-Identifier: Apache-2.0
#include "claims/verdict_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <map>

#include "report/tables/text_table.h"

namespace mmoe {
namespace {

/// The part whose test decided: of a contradicted claim the clearest against it, else the weakest.
const Part& deciding_part(const Verdict& verdict) {
  const bool contradicted = verdict.outcome == Outcome::kContradicted;
  const auto weakness = [&](const Part& part) {
    if (contradicted) return 1 - part.p_against.value_or(1);
    return part.p_for.value_or(2);  // a part without a test is weaker than any
  };
  return *std::ranges::max_element(verdict.parts, {}, weakness);
}

std::string count_text(std::size_t runs) {
  return fmt::format("{} run{}", runs, runs == 1 ? "" : "s");
}

std::string reason_of(const Verdict& verdict) {
  for (const Part& part : verdict.parts) {
    if (!part.reason.empty()) return part.reason;
  }
  return "";
}

/// "2 of 3", or "1 of 3, 1 unknown"; nothing of a single part, or where none can tell.
std::string holding_text(const std::vector<Part>& parts) {
  const auto count_of = [&](std::optional<bool> holds) {
    return std::ranges::count(parts, holds, &Part::holds);
  };
  const auto total = static_cast<std::ptrdiff_t>(parts.size());
  const auto unknown = count_of({});
  if (total == 1 || unknown == total) return "";
  return fmt::format("{} of {}{}", count_of(true), total,
                     unknown > 0 ? fmt::format(", {} unknown", unknown) : "");
}

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

/// A line a command that would make data, with the figures and tables that wait for it.
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

std::string evidence_text(const Verdict& verdict) {
  if (verdict.parts.empty()) return "";
  std::vector<std::string> said = {holding_text(verdict.parts), deciding_part(verdict).what,
                                   reason_of(verdict)};
  std::erase(said, "");
  return fmt::format("{}", fmt::join(said, "; "));
}

std::string p_text(const Verdict& verdict) {
  const bool against = verdict.outcome == Outcome::kContradicted;
  return p_text(against ? verdict.p_against : verdict.p_for);
}

std::string power_text(const Verdict& verdict) {
  if (verdict.parts.empty()) return "";
  if (verdict.parts[0].certain) return "no test";
  if (verdict.outcome != Outcome::kInconclusive) {
    return count_text(verdict.runs) + " told";
  }
  return verdict.runs_needed
             ? fmt::format("about {} runs",
                           with_commas(static_cast<std::int64_t>(*verdict.runs_needed)))
             : "–";
}

std::string verdict_table(const std::vector<Verdict>& verdicts) {
  std::string text;
  std::string result;
  TextTable table({});
  const auto flush = [&] {
    if (!result.empty()) text += table.text() + "\n";
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

std::string verdict_lines(const std::vector<Verdict>& verdicts) {
  const std::vector<Verdict> judged = with_data(verdicts);
  if (judged.empty()) return "";
  std::string text = fmt::format("\nclaims of the paper (95 %, Holm): {}\n", counts_text(judged));
  for (const Verdict& verdict : judged) {
    const std::string power = power_text(verdict);
    text += fmt::format("  {:<13} {} ({}{}{})\n", to_text(verdict.outcome), verdict.claim.sentence,
                        evidence_text(verdict), verdict.p_for ? ", p " + p_text(verdict) : "",
                        verdict.runs_needed ? ", needs " + power : "");
  }
  return text;
}

}  // namespace mmoe
