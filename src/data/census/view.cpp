// SPDX-License-Identifier: Apache-2.0
#include "data/census/view.h"

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

std::vector<std::int32_t> CensusView::topics() const {
  std::vector<std::int32_t> topics;
  for (const Category& category : categories) {
    topics.insert(topics.end(), static_cast<std::size_t>(category.names),
                  static_cast<std::int32_t>(category.topic));
  }
  return topics;
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
      const Topic topic = kCensusColumns[inputs.categories[i].column].topic;
      view.categories.push_back({i, shift, names, topic});
    } else {
      shift += static_cast<std::int32_t>(names);
    }
  }
  return view;
}

}  // namespace mmoe
