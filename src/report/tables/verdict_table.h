// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "claims/judge.h"
#include "report/tables/text_table.h"

namespace mmoe {

/// Returns the tables of claims_table.h, in lines of `width` letters, the counts, then the claims
/// without data, and the commands that make it.
std::string verdict_table(const std::vector<Verdict>& verdicts, std::size_t width = kTextWidth);

/// Returns lines for below a result's table: one per claim that is decided, and one for all that
/// are open. Empty if no claim has data. With a `width` no line is longer.
std::string verdict_lines(const std::vector<Verdict>& verdicts,
                          std::optional<std::size_t> width = std::nullopt);

}  // namespace mmoe
