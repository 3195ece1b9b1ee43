// SPDX-License-Identifier: Apache-2.0
// Which field a sparse input is of. A table with an entry for every input would be another read
// from memory for each id; the bounds of the fields stay in cache.
#pragma once

#include <cassert>
#include <cstddef>
#include <vector>

#include "math/matrix.h"

namespace mmoe {

class FieldOfInput {
 public:
  /// `vocabularies`: the number of inputs of each field, which follow one another.
  explicit FieldOfInput(const std::vector<Index>& vocabularies) {
    for (const Index inputs : vocabularies) ends_.push_back(first(ends_.size()) + inputs);
  }

  Index first(std::size_t field) const { return field == 0 ? 0 : ends_[field - 1]; }

  /// Returns the field of `input`; looks at `near`, that of an input close by, first.
  std::size_t find(Index input, std::size_t near) const {
    assert(0 <= input && input < ends_.back());
    std::size_t field = near;
    while (input >= ends_[field]) ++field;
    while (input < first(field)) --field;
    return field;
  }

 private:
  std::vector<Index> ends_;  // by field: one past its last input
};

}  // namespace mmoe
