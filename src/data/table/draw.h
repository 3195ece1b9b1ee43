// SPDX-License-Identifier: Apache-2.0
// Batches from the examples of a table.
#pragma once

#include <array>
#include <memory>
#include <mutex>

#include "data/data_set.h"
#include "data/table/encoding.h"

namespace mmoe {

/// Validation and test examples, which all open draws of a table share. Each part is gathered when
/// it is first asked for: test examples after training, where memory is short before.
class TableHeldOut {
 public:
  class Parts {
   public:
    explicit Parts(const TableEncoding& encoding) : encoding_(encoding) {}
    /// Throws RunError where the examples are mapped and damaged.
    const Batch<float>& of(TablePart part) const;

   private:
    const TableEncoding& encoding_;
    mutable std::array<std::once_flag, kTableParts.size()> gathered_;
    mutable std::array<Batch<float>, kTableParts.size()> examples_;
  };
  /// `encoding` must outlive the parts.
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
