// SPDX-License-Identifier: Apache-2.0
#include "claims/verdict_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>

#include "claims/comparison.h"
#include "results/number_text.h"

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

}  // namespace

std::string evidence_text(const Verdict& verdict) {
  if (verdict.parts.empty()) return "";
  std::vector<std::string> said = {holding_text(verdict.parts), part_text(deciding_part(verdict)),
                                   reason_of(verdict)};
  std::erase(said, "");
  return fmt::format("{}", fmt::join(said, "; "));
}

std::string verdict_text(const Verdict& verdict) {
  const bool is_check = find_comparison(verdict.claim.comparison).kind == ClaimKind::kCheck;
  if (is_check && verdict.outcome == Outcome::kSupported) return "passes";
  if (is_check && verdict.outcome == Outcome::kContradicted) return "fails";
  return to_text(verdict.outcome);
}

std::string p_text(const Verdict& verdict) {
  const bool against = verdict.outcome == Outcome::kContradicted;
  return p_text(against ? verdict.p_against : verdict.p_for);
}

std::string power_text(const Verdict& verdict) {
  if (verdict.parts.empty()) return "";
  if (verdict.parts[0].certain) return "";
  if (verdict.outcome != Outcome::kInconclusive) {
    return count_text(verdict.runs) + " told";
  }
  if (verdict.runs_needed) {
    return fmt::format("about {} runs",
                       with_commas(static_cast<std::int64_t>(*verdict.runs_needed)));
  }
  if (!verdict.p_for) return "–";
  const auto& lacking = deciding_part(verdict).lacking;
  if (!lacking.empty()) return lacking;
  const auto has_sources = [](const Part& part) { return part.sources.has_value(); };
  return std::ranges::any_of(verdict.parts, has_sources) ? "test rows too few"
                                                         : "over a million runs";
}

}  // namespace mmoe
