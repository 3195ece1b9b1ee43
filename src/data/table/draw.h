// SPDX-License-Identifier: Apache-2.0
// Batches from the examples of a table.
#pragma once

#include <memory>

#include "data/data_set.h"
#include "data/table/encoding.h"

namespace mmoe {

/// Draws from `encoding`, which must outlive the draw. Training: epochs one after another, each a
/// permutation by (seed, run, epoch); a batch may span two epochs. Validation and test are the rows
/// of those parts in the order of the table.
std::unique_ptr<DataDraw> open_table_draw(const TableEncoding& encoding,
                                          const DataSet::DrawKey& key);

}  // namespace mmoe
