// SPDX-License-Identifier: Apache-2.0
// Which rows train, which choose, which test.
#pragma once

#include <cstdint>
#include <vector>

#include "data/table/recipe.h"
#include "data/table/table.h"

namespace mmoe {

/// The part of each row. Rows of a file that has a part are of that part, but for the validation
/// rows that are taken from training or test where no file has them. Of the rows to be split:
///
/// - fraction: a permutation by the seed; its first rows are test, the next validation.
/// - column: by a column's value.
/// - time: the latest rows are test, those before them validation; rows of the same time are of the
///   same part, the later one. Numbers, or texts in the order of their bytes, as ISO 8601 dates
///   are.
/// - group: groups in an order by the seed are test until these have their share, then validation.
///
/// Shares round to the nearest number of rows, at least one. Throws FieldError at "split" of a
/// recipe whose parts would be empty.
std::vector<TablePart> split_rows(const TableRecipe& recipe, const RawTable& table,
                                  std::uint64_t seed);

}  // namespace mmoe
