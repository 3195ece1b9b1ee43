// SPDX-License-Identifier: Apache-2.0
// One Census-income file as read: numbers as numbers, categories by name, with no choice of
// inputs, labels or scaling.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "data/census/columns.h"

namespace mmoe {

/// What identifies a file: its name without folder and ".gz", and its uncompressed bytes.
struct SourceFile {
  std::string name;
  std::int64_t bytes = 0;
  std::string sha256;
};

struct CensusTable {
  SourceFile source;
  std::size_t rows = 0;
  std::vector<float> numbers;        // [rows x kCensusNumbers], row after row
  std::vector<std::uint16_t> codes;  // [rows x kCensusCategories], each an index into its names
  std::array<std::vector<std::string>, kCensusCategories> names;  // by slot, sorted

  /// Returns the value of a column of numbers.
  float number(std::size_t row, std::size_t column) const {
    return numbers[row * kCensusNumbers + slot_of(column)];
  }
  /// Code and name of a column of categories.
  std::uint16_t code(std::size_t row, std::size_t column) const {
    return codes[row * kCensusCategories + slot_of(column)];
  }
  const std::vector<std::string>& names_of(std::size_t column) const {
    return names[slot_of(column)];
  }
  const std::string& category(std::size_t row, std::size_t column) const {
    return names_of(column)[code(row, column)];
  }
};

/// Reads a file, plain or .gz: 42 values a row, none empty, numbers of at least 0, the last one of
/// the label's two with a full stop behind it. Throws InputError, naming file, line and column.
CensusTable read_census_table(const std::string& path);

}  // namespace mmoe
