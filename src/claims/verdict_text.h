// SPDX-License-Identifier: Apache-2.0
// Parts of a verdict as people read them.
#pragma once

#include <string>

#include "claims/judge.h"

namespace mmoe {

/// "MMoE 0.1500, OMoE 0.1988: -0.0488 [-0.1172, 0.0196]"; of several parts, how many are as claimed
/// and the one that decided. "1 run: the test needs 3" where there are too few.
std::string evidence_text(const Verdict& verdict);

/// "0.023", "<0.001"; of the direction of the outcome, or of the estimate. "–" without a test.
std::string p_text(const Verdict& verdict);

/// "5 runs told", "about 23 runs", or why not even runs would.
std::string power_text(const Verdict& verdict);

}  // namespace mmoe
