// SPDX-License-Identifier: Apache-2.0
// Tests claims on results. A claim is `supported` if the tests of all its parts reject the
// opposite, `contradicted` if the test of any part rejects the claim, and else `inconclusive`.
// For a claim of several parts
//
//   p_for      twice the greatest of the parts' (intersection-union: no correction needed)
//   p_against  twice the least of the parts', times their number (Bonferroni)
//
// times the number of tested claims of the family that one result has data for (Bonferroni), and
// over the share that its last look has of the level (statistics/looks.h: 1 of a number of runs
// that was fixed beforehand). Twice, as a claim has two sides: the probability that any claim of a
// family is falsely called supported or contradicted is at most 5 % together. A part's interval is
// at the level of these corrections, 1 - 0.05 share / claims: a verdict never stands beside an
// interval that says otherwise. Checks and numbers (ClaimKind) are not tested, and are excluded.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "claims/claim.h"
#include "claims/part.h"
#include "results/result_reader.h"

namespace mmoe {

struct Verdict {
  Claim claim;
  std::string result = {};  // path of the result that was judged; empty for kNoData
  Outcome outcome = Outcome::kNoData;
  std::vector<Part> parts = {};
  std::size_t runs = 0;                  // the minimum over the parts
  std::optional<bool> holds = {};        // whether every estimate is as claimed, significant or not
  std::optional<double> p_for = {};      // corrected; empty if there was no test
  std::optional<double> p_against = {};  // likewise
  std::optional<std::size_t> runs_needed = {};  // of an inconclusive claim, see below
};

/// Returns verdicts by result, then in the order of the claims; last, once, the claims for which no
/// result has data. Claims only about labels are tested on the first result of each label function.
/// Deterministic: the same results give the same bytes.
///
/// runs_needed: the least number of runs that decide the claim with a power of 80 %, if the shares
/// and spreads of the runs are as estimated, at the level of the family. Empty if the claim is
/// decided or not tested, or if a million would not suffice.
std::vector<Verdict> judge(const std::vector<Claim>& claims, const std::vector<Result>& results);

/// Whether the claim's rule is a test: checks and numbers are not.
bool is_tested(const Verdict& verdict);

/// Returns "supported", "contradicted", "inconclusive", "not tested" or "no data".
const char* to_text(Outcome outcome);

}  // namespace mmoe
