// SPDX-License-Identifier: Apache-2.0
// Label correlations measured as in the paper's Figure 2: 100 trials of 10,000 drawn examples.
#pragma once

#include <map>
#include <vector>

#include "data/synthetic/label_function.h"
#include "statistics/summary.h"

namespace mmoe {

constexpr int kCorrelationTrials = 100;
constexpr int kCorrelationRows = 10000;  // per trial

/// Returns summaries over trials, by cosine. The draws are the same for each cosine and every call.
std::map<double, Summary> measured_correlations(const LabelFunction& f,
                                                const std::vector<double>& cosines);

}  // namespace mmoe
