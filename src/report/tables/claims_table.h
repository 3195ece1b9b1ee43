// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "claims/judge.h"
#include "report/tables/table.h"

namespace mmoe {

/// A row per verdict, a group per figure or table of the paper; claims that no result has data for
/// are left out. Empty if none has.
std::optional<Table> claims_table(const std::vector<Verdict>& verdicts);

/// "3 supported, 1 contradicted": how often each verdict stands in that table.
std::string count_of_verdicts(const Table& claims);

}  // namespace mmoe
