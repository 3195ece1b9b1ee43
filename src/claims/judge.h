// SPDX-License-Identifier: Apache-2.0
// Judges claims on results. A claim is `supported` where the tests of all its parts reject the
// opposite, `contradicted` where the test of any part rejects the claim, and else `inconclusive`.
// Tests are one-sided at 95 %. Of a claim of several parts
//
//   p_for      the greatest of the parts' (intersection-union: no correction needed)
//   p_against  the least of the parts', times their number (Bonferroni)
//
// and both are corrected by Holm, apart, over the claims of one family that one result can tell: so
// the chance that any claim of a family is wrongly called supported is at most 5 %, and likewise
// contradicted. Claims that need no test (comparisons `rises` and `points`) stand outside.
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
  std::size_t runs = 0;                         // the fewest that a part stands on
  std::optional<bool> holds = {};               // every estimate is as claimed, significant or not
  std::optional<double> p_for = {};             // after Holm; empty if there was no test
  std::optional<double> p_against = {};         // likewise
  std::optional<std::size_t> runs_needed = {};  // of an inconclusive claim, see below
};

/// By result, then in the order of the claims; last the claims for which no result has data, once.
/// Claims about the labels alone are judged on the first result of each label function.
/// Deterministic: the same results give the same bytes.
///
/// runs_needed: the fewest runs that decide the claim with a chance of 80 %, if means and spread
/// are what they seem, at the level that Holm asks of the first of the family (so fewer may do).
/// Empty if the claim is decided, where a million would not do, or for the comparison `lowest`.
std::vector<Verdict> judge(const std::vector<Claim>& claims, const std::vector<Result>& results);

/// "supported", "contradicted", "inconclusive", "no data".
const char* to_text(Outcome outcome);

}  // namespace mmoe
