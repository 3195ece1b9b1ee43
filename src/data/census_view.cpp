// SPDX-License-Identifier: Apache-2.0
#include "data/census_view.h"

#include <algorithm>

namespace mmoe {

Index CensusView::sparse_count() const {
  Index count = 0;
  for (const Category& category : categories) count += category.names;
  return count;
}

std::vector<Index> CensusView::vocabularies() const {
  std::vector<Index> sizes;
  for (const Category& category : categories) sizes.push_back(category.names);
  return sizes;
}

CensusView view_census(const CensusInputs& inputs, const std::vector<std::size_t>& removed) {
  const auto seen = [&](std::size_t column) {
    return std::find(removed.begin(), removed.end(), column) == removed.end();
  };
  CensusView view;
  for (std::size_t i = 0; i < inputs.numbers.size(); ++i) {
    if (seen(inputs.numbers[i].column)) view.numbers.push_back(i);
  }
  std::int32_t shift = 0;
  for (std::size_t i = 0; i < inputs.categories.size(); ++i) {
    const auto names = std::ssize(inputs.categories[i].names);
    if (seen(inputs.categories[i].column)) {
      view.categories.push_back({i, shift, names});
    } else {
      shift += static_cast<std::int32_t>(names);
    }
  }
  return view;
}

}  // namespace mmoe
