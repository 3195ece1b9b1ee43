// SPDX-License-Identifier: Apache-2.0
// Formats verdicts for the terminal.
#pragma once

#include <string>
#include <vector>

#include "claims/judge.h"

namespace mmoe {

/// Returns one table per result: verdict, claim, where, evidence, p, power; then the claims without
/// data, and the commands that make it.
std::string verdict_table(const std::vector<Verdict>& verdicts);

/// Returns lines for below a result's table: a heading with the counts, and one line per claim that
/// has data. Empty if none has.
std::string verdict_lines(const std::vector<Verdict>& verdicts);

}  // namespace mmoe
