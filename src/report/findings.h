// SPDX-License-Identifier: Apache-2.0
// The findings of a report in a few sentences, for its first screen.
#pragma once

#include <string>
#include <vector>

#include "claims/judge.h"
#include "results/result_reader.h"

namespace mmoe {

/// Returns at most five sentences: of up to three settings of one result, or of as many results,
/// which models do best (the least median of the runs, and those whose paired differences from it
/// have a median whose 95 % interval holds 0); how many gain over Single-Task; the verdicts on the
/// paper's claims. `main` are the results that the report is about.
std::vector<std::string> findings(const std::vector<const Result*>& main,
                                  const std::vector<Verdict>& verdicts);

}  // namespace mmoe
