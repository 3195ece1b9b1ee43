// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "report/tables/table.h"

namespace mmoe {

/// Of verdicts as claims.json has them, a group a figure or table of the paper; what no result has
/// data for is left out. Empty if nothing has.
std::optional<Table> claims_table(const nlohmann::ordered_json& claims);

/// "3 supported, 1 contradicted": how often each verdict stands in that table.
std::string count_of_verdicts(const Table& claims);

}  // namespace mmoe
