// SPDX-License-Identifier: Apache-2.0
// The rows of embedding tables that a batch reads: a step that touches no others costs as much for
// a million categories as for ten.
#pragma once

#include <cstdint>
#include <vector>

#include "nn/csr_indices.h"
#include "nn/field_of_input.h"
#include "nn/layout.h"
#include "nn/problem.h"

namespace mmoe {

/// One category's vector in one table: `width` numbers of theta from `offset` on.
struct TableRow {
  Index offset, width;
  Index number;  // among the rows of all tables
  Index first;   // of its numbers, among those of all tables

  bool operator==(const TableRow&) const = default;
};

class TableRows {
 public:
  /// A problem without embedded fields has no rows.
  TableRows(const Layout& layout, const Problem& problem);

  /// Returns the number of rows of all tables.
  Index count() const { return std::ssize(seen_) * tables_; }
  /// Returns how many numbers all rows have.
  Index numbers() const { return numbers_ * tables_; }

  /// Returns the rows that the sparse inputs `set` of a batch read, each once, in order of
  /// appearance. The list is valid until the next call.
  const std::vector<TableRow>& read_by(const CsrIndices& set);

 private:
  /// A field's table: its first category among those of all tables and where that is in theta, and
  /// how many numbers the categories before it have in each of the T.
  struct Table {
    Index first, offset, stride, width, before;
  };
  Index tables_ = 0;   // T tables per field, side by side in theta
  Index numbers_ = 0;  // of all categories, in each of the T tables
  FieldOfInput field_of_;
  std::vector<Table> of_field_;
  std::vector<std::uint32_t> seen_;  // by category: the last call that met it
  std::uint32_t calls_ = 0;
  std::vector<TableRow> rows_;
};

}  // namespace mmoe
