// SPDX-License-Identifier: Apache-2.0
// Lists of indices in compressed sparse row (CSR) form: the inputs that each example sets, and
// lists derived from them.
#pragma once

#include <cassert>
#include <cstdint>
#include <span>
#include <vector>

#include "math/matrix.h"

namespace mmoe {

/// List t is items[offsets[t]] .. items[offsets[t + 1] - 1].
struct CsrIndices {
  std::vector<std::int32_t> items = {};
  std::vector<std::int32_t> offsets = {0};

  Index size() const { return std::ssize(offsets) - 1; }
  std::span<const std::int32_t> operator[](Index t) const {
    assert(0 <= t && t < size());
    const std::int32_t* const at = offsets.data() + t;
    return {items.data() + at[0], items.data() + at[1]};
  }
  /// Ends a list: it holds the items added since the list before.
  void end_list() { offsets.push_back(static_cast<std::int32_t>(items.size())); }
  void clear() {
    items.clear();
    offsets.assign(1, 0);
  }
  bool operator==(const CsrIndices&) const = default;
};

}  // namespace mmoe
