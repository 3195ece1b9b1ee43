// SPDX-License-Identifier: Apache-2.0
// A table as read: of each column that somebody needs the numbers, the texts, or both. No choice of
// inputs, labels or scaling is made here.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "data/block_file.h"
#include "data/table/column_values.h"

namespace mmoe {

/// What is asked of a column's values.
struct TableColumnUse {
  bool numbers = false;
  bool texts = false;
  bool complete = false;                                  // no value may be missing
  bool label = false;                                     // of a task
  double low = -std::numeric_limits<double>::infinity();  // numbers: at least this
  bool binary = false;                                    // numbers: 0 or 1
  std::vector<std::string> words = {};                    // texts: one of these; empty: any
};

struct TableColumn {
  static constexpr std::uint32_t kMissing = 0xffffffff;

  std::string name;
  TableColumnUse use = {};
  ColumnValues<double> numbers = {};       // by row, NaN if missing; empty unless used
  ColumnValues<std::uint32_t> codes = {};  // by row, of texts; kMissing where missing
  std::vector<std::string> texts = {};     // by code, in order of appearance
};

/// Returns the code of `text`. Throws FieldError at `where` if no row has it.
std::uint32_t code_of(const TableColumn& column, const std::string& text, const std::string& where);

/// As hint() of base/error.h, but a long list is not written out.
std::string short_hint(const std::string& found, const std::vector<std::string>& names);

struct TableFile {
  std::string path;
  std::size_t rows = 0;
  std::int64_t bytes = 0;  // plain ones
  std::string sha256 = {};
};

struct RawTable {
  std::vector<TableFile> files;      // rows follow one another in this order
  std::vector<std::string> header;   // every column's name
  std::vector<TableColumn> columns;  // those used, in the order of the header
  std::size_t rows = 0;
  std::shared_ptr<const BlockFile> mapped = {};  // where values are not in memory

  /// Gives back the memory of values that were read and are mapped.
  void release() const {
    if (mapped) mapped->release();
  }
  /// Null if the column is not used.
  const TableColumn* find(const std::string& name) const;
  /// Returns a column that is used.
  const TableColumn& at(const std::string& name) const;
};

struct TableForm {
  std::vector<std::string> paths = {};
  std::string delimiter = {};  // empty: a tab for .tsv and .tab, else a comma
  bool header = true;
  std::vector<std::string> names = {};  // of the columns, in place of the header's
  std::vector<std::string> missing = {};
  std::string comment = {};  // rows that begin with it are skipped; empty: none
};

/// What is wanted of a column; nothing if it is not to be read.
using TableUses = std::function<std::optional<TableColumnUse>(const std::string& column)>;

/// The delimiter of a file named so, where none is given.
char delimiter_of(const std::string& path, const std::string& given);

/// Names of the columns: unnamed ones are "unnamed 3" by position from 1. Throws InputError if
/// there is no header, or a name is there twice.
std::vector<std::string> read_table_header(const TableForm& form);

/// Reads all files; columns are matched by name. Throws InputError naming file, line and column.
RawTable read_table(const TableForm& form, const TableUses& uses);

/// Who reads a table a block at a time.
struct TableBlocks {
  std::size_t rows = 4096;                                                 // of a block, at most
  std::function<void(const std::vector<std::string>& header)> begin = {};  // before the first row
  std::function<void(const RawTable& block)> take = {};
};

/// Reads all files and keeps no more than one block; codes of texts are the block's own. Returns
/// the files. Throws as read_table does.
std::vector<TableFile> read_table_blocks(const TableForm& form, const TableUses& uses,
                                         const TableBlocks& blocks);

}  // namespace mmoe
