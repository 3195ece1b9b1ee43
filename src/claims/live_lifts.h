// SPDX-License-Identifier: Apache-2.0
// The lifts of a simulated live test that a claim names: `cells` and `than` are arms, in pairs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "claims/claim.h"
#include "results/live_settings.h"
#include "results/result_reader.h"

namespace mmoe {

/// A lift listed as arm over other, or as other over arm: then `sign` is -1.
struct ClaimedLift {
  LiftName name;
  double sign = 1;
  std::vector<const LiftRecord*> runs;
};

/// Returns the lifts of cells[i] and than[i] in the claim's metric (the main task is engagement,
/// the auxiliary one satisfaction); empty if the result has no live test at the claim's setting, or
/// one of the lifts in no run.
std::vector<ClaimedLift> claimed_lifts(const Claim& claim, const Result& result);

/// Of a reading with a two-sided p the one-sided p of sign * lift > 0; of a zero lift 1/2. Empty
/// where the reading has no lift or no p.
std::optional<double> one_sided_p(const LiftReadingRecord& reading, double sign);

/// Returns "MMoE over Shared-Bottom, satisfaction".
std::string lift_title(const LiftName& name);

}  // namespace mmoe
