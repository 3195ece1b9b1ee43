// SPDX-License-Identifier: Apache-2.0
// The encoded columns that a setting sees: a file is encoded once for all pairs of tasks.
#pragma once

#include <vector>

#include "data/census/inputs.h"

namespace mmoe {

struct CensusView {
  /// A visible category input: its position among the encoded ones, and the offset to subtract from
  /// its indices for the inputs removed before it.
  struct Category {
    std::size_t position = 0;
    std::int32_t shift = 0;
    Index names = 0;
    Topic topic = Topic::kIndustry;
  };
  std::vector<std::size_t> numbers;  // positions among the encoded ones
  std::vector<Category> categories;

  Index dense_count() const { return static_cast<Index>(numbers.size()); }
  Index sparse_count() const;
  std::vector<Index> vocabularies() const;   // number of names of each category input
  std::vector<std::int32_t> topics() const;  // of each sparse input
};

/// Returns all of `inputs` except the columns `removed`. When aligned by position nothing may be
/// removed, since a category may set an input of another column.
CensusView view_census(const CensusInputs& inputs, const std::vector<std::size_t>& removed);

}  // namespace mmoe
