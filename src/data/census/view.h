// SPDX-License-Identifier: Apache-2.0
// A setting sees some of the encoded columns: a file is encoded once, whatever the pairs of tasks.
#pragma once

#include <vector>

#include "data/census/inputs.h"

namespace mmoe {

struct CensusView {
  /// A category input that is seen: its position among the encoded ones, and by how much its
  /// indices move down as those removed before it leave.
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
  std::vector<Index> vocabularies() const;   // of each category input: its names
  std::vector<std::int32_t> topics() const;  // of each sparse input
};

/// Returns all of `inputs` but the columns `removed`. By position nothing may be removed, for a
/// category may set an input of another column's.
CensusView view_census(const CensusInputs& inputs, const std::vector<std::size_t>& removed);

}  // namespace mmoe
