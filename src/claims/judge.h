// SPDX-License-Identifier: Apache-2.0
// Tests claims on results. A claim is `supported` if the tests of all its parts reject the
// opposite, `contradicted` if the test of any part rejects the claim, and else `inconclusive`.
// Tests are one-sided at 95 %. For a claim of several parts
//
//   p_for      the greatest of the parts' (intersection-union: no correction needed)
//   p_against  the least of the parts', times their number (Bonferroni)
//
// and each is Holm-corrected over the claims of one family that one result has data for: the
// probability that any claim of a family is falsely called supported is at most 5 %, and likewise
// contradicted. Claims without a test (comparisons `rises` and `points`) are excluded.
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
  std::optional<double> p_for = {};      // after Holm; empty if there was no test
  std::optional<double> p_against = {};  // likewise
  std::optional<std::size_t> runs_needed = {};  // of an inconclusive claim, see below
};

/// Returns verdicts by result, then in the order of the claims; last, once, the claims for which no
/// result has data. Claims only about labels are tested on the first result of each label function.
/// Deterministic: the same results give the same bytes.
///
/// runs_needed: the least number of runs that decide the claim with a power of 80 %, if means and
/// spread are as estimated, at the level of Holm's first test in the family (so fewer may suffice).
/// Empty if the claim is decided, if a million would not suffice, or for the comparison `lowest`.
std::vector<Verdict> judge(const std::vector<Claim>& claims, const std::vector<Result>& results);

/// Returns "supported", "contradicted", "inconclusive" or "no data".
const char* to_text(Outcome outcome);

}  // namespace mmoe
