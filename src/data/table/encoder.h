// SPDX-License-Identifier: Apache-2.0
// How rows become inputs, as a value: learned once from the training part, saved with a model, and
// applied to any rows of such columns.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "data/table/categories.h"
#include "data/table/load.h"
#include "data/table/number_transform.h"
#include "math/matrix.h"

namespace mmoe {

/// A numeric column gives the inputs of its transform, and one more that is 1 where the number is
/// missing if some training row lacks it; other columns one-hot inputs: a column of ids one for
/// each of the whole numbers 0 .. ids - 1.
struct ColumnEncoder {
  std::string column = {};
  std::string kind = "numeric";  // or categorical, multi-valued, id
  NumberTransform number = {};
  bool indicator = false;
  CategoryVocabulary categories = {};
  std::int64_t ids = 0;

  bool is_number() const { return kind == "numeric"; }
  bool is_id() const { return kind == "id"; }
  Index dense() const;
  Index sparse() const;
};

struct TableEncoder {
  std::string delimiter = {};               // empty: by the file's name
  std::vector<std::string> names = {};      // of all columns, if training files had no header
  std::vector<std::string> missing = {};    // words for a missing value
  std::string comment = {};                 // rows that begin with it are skipped; empty: none
  std::vector<ColumnEncoder> columns = {};  // inputs are in this order

  Index dense() const;
  Index sparse() const;
  std::vector<Index> vocabularies() const;  // sparse inputs by column that has any
  /// What is to be read of a column.
  std::optional<TableColumnUse> use(const std::string& column) const;
};

/// Throws FieldError if no column is an input.
TableEncoder learn_encoder(const TableRecipe& recipe, const LoadedTable& loaded);

/// {delimiter, names, missing, columns: [{column, kind, ...}]}; reading gives an equal encoder.
nlohmann::ordered_json write_encoder(const TableEncoder& encoder);
/// Throws FieldError at `where`.
TableEncoder read_encoder(const nlohmann::ordered_json& json, const std::string& where);

/// Encodes the rows of one table, which must outlive it, as must the encoder.
class RowEncoder {
 public:
  /// The table has every column of the encoder.
  RowEncoder(const TableEncoder& encoder, const RawTable& table);

  /// Writes encoder.dense() numbers, and appends the sparse inputs that the row sets.
  void add(std::size_t row, float* dense, std::vector<std::int32_t>& sparse) const;
  /// Rows of the table without a value, or with a category that training lacks, in the encoder's
  /// column c.
  std::int64_t missing_rows(std::size_t c) const;
  std::int64_t unseen_rows(std::size_t c) const;
  /// As of the table.
  void release() const { table_.release(); }

 private:
  struct Column {
    const ColumnEncoder& encoder;
    bool is_number, is_id;  // of the encoder, which compares words
    const TableColumn& values;
    CategoryInputs inputs;
    Index first_dense;
    Index first_sparse;

    /// The id of a row, if it is one.
    std::optional<std::int32_t> id(std::size_t row) const;
    void add_number(std::size_t row, float* dense, std::vector<std::int32_t>& sparse) const;
    void add(std::size_t row, float* dense, std::vector<std::int32_t>& sparse) const;
  };
  const RawTable& table_;
  std::vector<Column> columns_;
};

}  // namespace mmoe
