// SPDX-License-Identifier: Apache-2.0
// The rows of embedding tables that a batch reads: a step that touches no others costs as much for
// a million categories as for ten.
#pragma once

#include <cstdint>
#include <vector>

#include "nn/csr_indices.h"
#include "nn/layout.h"
#include "nn/problem.h"

namespace mmoe {

/// One category's vector in one table: w numbers of theta from `offset` on.
struct TableRow {
  Index offset;
  Index number;  // among the rows of all tables

  bool operator==(const TableRow&) const = default;
};

class TableRows {
 public:
  /// A problem without embedded fields has no rows.
  TableRows(const Layout& layout, const Problem& problem);

  Index width() const { return width_; }
  /// Returns the number of rows of all tables.
  Index count() const { return width_ == 0 ? 0 : std::ssize(offsets_) * tables_; }

  /// Returns the rows that the sparse inputs `set` of a batch read, each once, in order of
  /// appearance. The list is valid until the next call.
  const std::vector<TableRow>& read_by(const CsrIndices& set);

 private:
  Index width_;                      // w
  Index tables_ = 0;                 // T tables per field, side by side in theta
  std::vector<Index> of_input_;      // which of the categories below, by sparse input
  std::vector<Index> offsets_;       // of the first table's row, by category of all tables
  std::vector<std::uint32_t> seen_;  // likewise: the last call that met it
  std::uint32_t calls_ = 0;
  std::vector<TableRow> rows_;
};

}  // namespace mmoe
