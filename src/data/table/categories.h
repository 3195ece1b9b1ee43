// SPDX-License-Identifier: Apache-2.0
// Categories of a column as one-hot inputs, learned on the training part.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/table/recipe.h"
#include "data/table/table.h"
#include "nn/csr_indices.h"

namespace mmoe {

/// Inputs 0 .. names.size() - 1 are the categories in the order of their names; then come, each
/// where training has such rows, one input for categories with fewer than min_count training rows,
/// which those that training lacks share, and one for a missing value (of a multi-valued column:
/// no value, hence no input). Without rare categories in training, one that it lacks sets no input:
/// nothing would have been learned of it. With `hashed` inputs no names are kept: a category's
/// input is the hash of its name modulo their number, and none is unseen.
struct CategoryVocabulary {
  std::string separator = {};           // between the values of a multi-valued column, or empty
  std::vector<std::string> names = {};  // sorted, as are the rare ones
  std::vector<std::string> rare = {};
  bool missing = false;
  std::int64_t hashed = 0;

  Index width() const { return hashed + std::ssize(names) + Index{!rare.empty()} + Index{missing}; }
  /// The categories that a text of the column stands for.
  std::vector<std::string_view> values(std::string_view text) const;
};

/// `parts`: of the rows.
CategoryVocabulary learn_categories(const TableColumn& column, const TableColumnOptions& options,
                                    const std::vector<TablePart>& parts);

/// What the texts of a column set.
struct CategoryInputs {
  CsrIndices of_codes = {};       // the inputs of each text, and of a missing value, last
  std::vector<bool> unseen = {};  // by code: holds a category that training lacks
  std::span<const std::int32_t> of(std::uint32_t code) const {
    return of_codes[code == TableColumn::kMissing ? of_codes.size() - 1 : Index{code}];
  }
};

CategoryInputs inputs_of_texts(const CategoryVocabulary& vocabulary,
                               const std::vector<std::string>& texts);

/// The distinct values between separators, without blanks around them, empty ones left out.
std::vector<std::string_view> split_values(std::string_view text, std::string_view separator);

}  // namespace mmoe
