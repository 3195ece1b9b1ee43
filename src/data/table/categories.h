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
/// nothing would have been learned of it.
struct CategoryInputs {
  std::vector<std::string> names;
  bool rare = false;
  bool missing = false;
  CsrIndices of_codes;       // the inputs of each text of the column, and of a missing value, last
  std::vector<bool> unseen;  // by code: holds a category that training lacks
  Index width() const { return std::ssize(names) + Index{rare} + Index{missing}; }
  std::span<const std::int32_t> of(std::uint32_t code) const {
    return of_codes[code == TableColumn::kMissing ? of_codes.size() - 1 : Index{code}];
  }
};

/// `parts`: of the rows.
CategoryInputs learn_categories(const TableColumn& column, const TableColumnOptions& options,
                                const std::vector<TablePart>& parts);

/// The distinct values between separators, without blanks around them, empty ones left out.
std::vector<std::string_view> split_values(std::string_view text, std::string_view separator);

}  // namespace mmoe
