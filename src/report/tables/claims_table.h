// SPDX-License-Identifier: Apache-2.0
// Verdicts in tables. Claims that no result has data for are left out.
#pragma once

#include <string>
#include <vector>

#include "claims/judge.h"
#include "report/tables/table.h"

namespace mmoe {

/// Returns the verdicts on tested claims that have data: by family, in the order of each family's
/// first verdict, so that claims of one figure or table stand together.
std::vector<Verdict> tested_verdicts(const std::vector<Verdict>& verdicts);
/// Returns the others that have data, likewise: checks and numbers.
std::vector<Verdict> untested_verdicts(const std::vector<Verdict>& verdicts);

/// Returns, where there is something to show, in this order:
///   claims           one row per tested claim, grouped by figure or table of the paper, with what
///                    the paper's own numbers give, and one column per result: its verdict
///   claims-evidence  the numbers behind each verdict
///   claims-checks    what has no verdict: checks of the data, and numbers
std::vector<Table> claims_tables(const std::vector<Verdict>& verdicts);

/// Returns "3 supported, 1 contradicted": how often each verdict stands on a tested claim.
std::string count_of_verdicts(const std::vector<Verdict>& verdicts);

}  // namespace mmoe
