// SPDX-License-Identifier: Apache-2.0
// Verdicts as people read them.
#pragma once

#include <string>
#include <vector>

#include "claims/judge.h"

namespace mmoe {

/// "MMoE 0.1500, OMoE 0.1988: -0.0488 [-0.1172, 0.0196]"; of several parts, how many are as claimed
/// and the one that decided. "1 run: the test needs 3" where there are too few.
std::string evidence_text(const Verdict& verdict);

/// "0.023", "<0.001"; of the direction of the outcome, or of the estimate. "–" without a test.
std::string p_text(const Verdict& verdict);

/// "5 runs told", "about 23 runs", or why not even runs would.
std::string power_text(const Verdict& verdict);

/// A table by result: verdict, claim, where, evidence, p, power; then what has no data, and how to
/// make it.
std::string verdict_table(const std::vector<Verdict>& verdicts);

/// For below a result's own table: a heading with the counts, and a line a claim that has data.
/// Empty where none has.
std::string verdict_lines(const std::vector<Verdict>& verdicts);

}  // namespace mmoe
