// SPDX-License-Identifier: Apache-2.0
// What the paper's own numbers give under a claim's rule: claims are the paper's words, and its
// tables and figures do not bear all of them out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "claims/claim.h"

namespace mmoe {

struct PaperView {
  std::string source;  // of the numbers: "means", "best run", "figure"
  bool holds = false;  // every difference lies as claimed
};

/// From Tables 1 and 2 the means over runs and the run with the best main task; from Table 3
/// engagement after all steps; the lifts of Table 4; from Figure 6 the gates; from Figures 3 and 4
/// the last losses, read by eye (kReadingError). Empty where the rule asks for more than one value
/// a cell, as a spread does, or the paper gives no value.
std::vector<PaperView> paper_views(const Claim& claim);

/// "table (means: false, best run: true)", "text (figure: true)", "figure".
std::string paper_text(const Claim& claim);

}  // namespace mmoe
