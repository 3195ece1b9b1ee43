// SPDX-License-Identifier: Apache-2.0
// From a table to examples: dense and one-hot inputs of every part, as the training part teaches.
#pragma once

#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "data/table/encoder.h"
#include "data/table/examples.h"
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

struct TableEncoding {
  TableEncoding() = default;
  /// Without inputs, rows and parts: what encoder and recipe alone tell.
  TableEncoding(const TableRecipe& recipe, TableEncoder learned);

  TableEncoder encoder = {};
  Index dense = 0;
  Index sparse = 0;
  std::size_t tasks = 0;
  bool weighted = false;                                  // rows have weights
  std::vector<Index> vocabularies = {};                   // sparse inputs by column
  std::vector<TableInput> inputs = {};                    // in the order of the table
  std::array<std::size_t, kTableParts.size()> rows = {};  // of the parts
  std::array<TableExamples, kTableParts.size()> parts = {};

  ExampleShape shape() const {
    return {static_cast<std::size_t>(dense), tasks + (weighted ? 1 : 0)};
  }
};

/// Learns the encoder and hands over blocks of all rows, but leaves the parts empty. Throws
/// FieldError if no column is an input.
TableEncoding encode_table(const TableRecipe& recipe, const LoadedTable& loaded,
                           const ExampleBuilder::Take& take);

/// The same with all examples in memory.
TableEncoding encode_table(const TableRecipe& recipe, const LoadedTable& loaded);

/// SHA-256 of all that a run reads.
std::string digest_of(const TableEncoding& encoding);

}  // namespace mmoe
