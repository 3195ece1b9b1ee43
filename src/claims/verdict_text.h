// SPDX-License-Identifier: Apache-2.0
// Formats parts of a verdict for people.
#pragma once

#include <string>

#include "claims/judge.h"

namespace mmoe {

/// Returns "MMoE 0.1500, OMoE 0.1988: -0.0488 [-0.1172, +0.0196]"; for several parts, how many are
/// as claimed and the deciding one. "1 run: the test needs 3" if there are too few.
std::string evidence_text(const Verdict& verdict);

/// As to_text(outcome); of a check "passes", "fails" or "inconclusive".
std::string verdict_text(const Verdict& verdict);

/// Returns "0.023", "<0.001", in the direction of the outcome, or of the estimate. "–" without a
/// test.
std::string p_text(const Verdict& verdict);

/// Returns "5 runs told", "about 23 runs", "–" if no number would suffice; empty if nothing is
/// tested.
std::string power_text(const Verdict& verdict);

}  // namespace mmoe
