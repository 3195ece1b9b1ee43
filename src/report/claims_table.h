// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "report/table.h"

namespace mmoe {

/// A row a verdict, from the members verdict, sentence, where, evidence and power of each.
Table claims_table(const nlohmann::ordered_json& claims);

/// "3 supported, 1 contradicted": how often each verdict stands in that table.
std::string count_of_verdicts(const Table& claims);

}  // namespace mmoe
