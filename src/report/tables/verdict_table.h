// SPDX-License-Identifier: Apache-2.0
// Verdicts on the terminal.
#pragma once

#include <string>
#include <vector>

#include "claims/judge.h"

namespace mmoe {

/// Returns a table by result: verdict, claim, where, evidence, p, power; then what has no data, and
/// how to make it.
std::string verdict_table(const std::vector<Verdict>& verdicts);

/// For below a result's own table: a heading with the counts, and one line per claim that has data.
/// Empty if none has.
std::string verdict_lines(const std::vector<Verdict>& verdicts);

}  // namespace mmoe
