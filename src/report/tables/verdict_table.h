// SPDX-License-Identifier: Apache-2.0
// Formats verdicts for the terminal.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "claims/judge.h"
#include "report/tables/text_table.h"

namespace mmoe {

/// Returns one table per result, in lines of `width` letters: verdict, claim, where, evidence, p,
/// power; then the claims without data, and the commands that make it.
std::string verdict_table(const std::vector<Verdict>& verdicts, std::size_t width = kTextWidth);

/// Returns lines for below a result's table: a heading with the counts, and one line per claim that
/// has data. Empty if none has. With a `width` no line is longer.
std::string verdict_lines(const std::vector<Verdict>& verdicts,
                          std::optional<std::size_t> width = std::nullopt);

}  // namespace mmoe
