// SPDX-License-Identifier: Apache-2.0
// Results made up value by value, and claims about them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "claims/comparison.h"
#include "results/result_reader.h"

namespace mmoe::testing {

/// P(B >= 3) of 3 fair coins: the one-sided p of three runs that all say so.
inline constexpr double kThreeAlike = 0.125;

/// "mmoe@0.5" -> the value of each run, in both tasks.
using MadeValues = std::map<std::string, std::vector<double>>;

/// Returns a synthetic result with these test losses.
Result made_losses(const MadeValues& values);

/// Returns a Census-income result with these test AUC of its main task and, of the auxiliary one,
/// `other` more.
Result made_auc(const MadeValues& values, double other = 0);

/// Returns a claim of family "made" about losses by cosine.
Claim made_claim(const std::string& comparison, const std::vector<std::string>& cells,
                 const std::vector<std::string>& than = {}, double margin = 0);

/// Returns the one part that the claim has on the result.
Part only_part(const Claim& claim, const Result& result);

}  // namespace mmoe::testing
