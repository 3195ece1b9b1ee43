// SPDX-License-Identifier: Apache-2.0
// What a result file and `mmoe-bench data describe` say of a table.
#pragma once

#include <nlohmann/json.hpp>

#include "data/table/encoding.h"

namespace mmoe {

/// {name, table, files, rows, inputs, labels, pairs}. A correlation is null if it is undefined.
nlohmann::ordered_json describe_table(const TableRecipe& recipe, const LoadedTable& loaded,
                                      const TableEncoding& encoding);

}  // namespace mmoe
