// SPDX-License-Identifier: Apache-2.0
// From a table to examples: dense and one-hot inputs of every part, as the training part teaches.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "data/table/encoder.h"
#include "data/table/load.h"
#include "math/matrix.h"

namespace mmoe {

/// A column as inputs, for those who read a description.
struct TableInput {
  std::string column, kind, transform;
  Index dense = 0;
  Index sparse = 0;
  std::int64_t missing_rows = 0;  // of all parts
  std::int64_t unseen_rows = 0;   // with a category that training lacks
};

/// One part, row after row.
struct TableExamples {
  std::size_t rows = 0;
  std::vector<float> dense;             // [rows x dense inputs]
  std::vector<std::int32_t> sparse;     // the set inputs of every row
  std::vector<std::size_t> offsets{0};  // row r sets those from offsets[r] to offsets[r + 1]
  std::vector<float> labels;            // [rows x K]
};

struct TableEncoding {
  TableEncoder encoder = {};
  Index dense = 0;
  Index sparse = 0;
  std::vector<Index> vocabularies = {};  // sparse inputs by column
  std::vector<TableInput> inputs = {};   // columns that are inputs, in the order of the table
  std::array<TableExamples, kTableParts.size()> parts = {};
};

/// Learns the encoder and encodes all rows. Throws FieldError if no column is an input.
TableEncoding encode_table(const TableRecipe& recipe, const LoadedTable& loaded);

/// SHA-256 of all that a run reads.
std::string digest_of(const TableEncoding& encoding);

}  // namespace mmoe
