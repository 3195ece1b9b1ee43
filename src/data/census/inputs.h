// SPDX-License-Identifier: Apache-2.0
// Encodes columns as inputs: learns scales of numbers and vocabularies of categories from the
// training file, and encodes any file with them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "data/census/table.h"
#include "math/matrix.h"

namespace mmoe {

/// How numbers are scaled. All parameters are learned from the training file.
enum class NumberScaling {
  kStandard,  // mean and sd (of the population, divided by n)
  kMinMax,    // to 0..1: `mean` is the minimum, `sd` the maximum minus the minimum
  kNone,      // unchanged: `mean` 0, `sd` 1
};

/// A number as an input: (f(x) - mean) / sd with f = log1p or identity; mean and sd are those of
/// f(x), or what NumberScaling uses instead; sd is 1 if it would be 0. Or one segment of a
/// piecewise-linear encoding (data/table/number_transform.h), from `mean` to `end`, `sd` wide.
struct NumberInput {
  std::size_t column = 0;
  bool log1p = false;
  double mean = 0;
  double sd = 1;
  bool segment = false;  // held to 0..1
  double end = 0;        // of a segment
};

/// A category as one-hot inputs first .. first + names.size() - 1 among the sparse inputs, in the
/// order of the sorted names. A name not seen in the training file sets no input.
struct CategoryInput {
  std::size_t column = 0;
  std::uint16_t first = 0;
  std::vector<std::string> names;
};

/// How a category of another file is matched with the training file's inputs.
enum class CategoryAlignment {
  kByName,      // by its name
  kByPosition,  // by its position among the file's own one-hot columns, which is wrong as soon as
                // a category is missing: a published mistake, see census_protocol
};

struct CensusInputs {
  std::vector<NumberInput> numbers;
  std::vector<CategoryInput> categories;
  CategoryAlignment alignment = CategoryAlignment::kByName;

  Index dense_count() const { return static_cast<Index>(numbers.size()); }
  Index sparse_count() const;
};

struct CensusInputOptions {
  std::vector<std::size_t> removed = {};     // columns that are not inputs; the label never is
  bool log1p_money = false;                  // log1p of the columns of kind kMoney
  std::int64_t number_bins = 0;              // piecewise-linear numbers; 0 = by `scaling`
  bool weight = false;                       // the instance weight is an input
  std::vector<std::size_t> as_numbers = {};  // nominal columns read as the numbers that they hold
  NumberScaling scaling = NumberScaling::kStandard;
  CategoryAlignment alignment = CategoryAlignment::kByName;
};

/// Learns the inputs from the training file: every column except the label, those removed and,
/// unless requested, the instance weight. Throws InputError if a column of `as_numbers` holds
/// anything but numbers.
CensusInputs learn_census_inputs(const CensusTable& train, const CensusInputOptions& options);

/// A file's inputs, one example after another, stored compactly: 2 bytes per category.
struct CensusExamples {
  static constexpr std::uint16_t kUnseen = 0xffff;

  std::size_t rows = 0;
  std::size_t numbers = 0;            // a row
  std::size_t categories = 0;         // a row
  std::vector<float> dense;           // [rows x numbers]
  std::vector<std::uint16_t> sparse;  // [rows x categories]: index of the set input, or kUnseen
  std::vector<std::int64_t> unseen;   // per category input: rows with a name not seen in training
};

/// Encodes a file. When aligned by name, neither the set nor the order of the names in `table`
/// matters.
CensusExamples encode_census(const CensusTable& table, const CensusInputs& inputs);

}  // namespace mmoe
