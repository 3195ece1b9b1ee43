// SPDX-License-Identifier: Apache-2.0
// Batches from the examples of a table.
#pragma once

#include <memory>
#include <mutex>

#include "data/data_set.h"
#include "data/table/encoding.h"

namespace mmoe {

/// Validation and test examples, which all draws of a table that are open share.
class TableHeldOut {
 public:
  struct Parts {
    Batch<float> validation, test;
  };
  std::shared_ptr<const Parts> parts(const TableEncoding& encoding) const;

 private:
  mutable std::mutex mutex_;
  mutable std::weak_ptr<const Parts> parts_;
};

/// Draws from `encoding`, which must outlive the draw. Training: epochs one after another, each a
/// permutation by (seed, run, epoch); a batch may span two epochs. Validation and test are the rows
/// of those parts in the order of the table.
std::unique_ptr<DataDraw> open_table_draw(const TableEncoding& encoding,
                                          const TableHeldOut& held_out,
                                          const DataSet::DrawKey& key);

}  // namespace mmoe
