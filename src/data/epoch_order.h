// SPDX-License-Identifier: Apache-2.0
// The order of training rows: epochs one after another, each a permutation by (seed, run, epoch).
#pragma once

#include <cstdint>

#include "math/permutation.h"

namespace mmoe {

/// Gives the row of example `first` + b, b = 0, 1, ..., of a training of `rows` rows, at least one;
/// a batch may span epochs. Calls must be in the order of b.
class EpochOrder {
 public:
  EpochOrder(const Stream& stream, std::uint64_t rows, std::uint64_t first)
      : stream_(stream), rows_(rows), first_(first), epoch_(first / rows), order_(permutation()) {}

  std::uint64_t operator()(std::uint64_t b) {
    const std::uint64_t example = first_ + b;
    for (; example / rows_ != epoch_; order_ = permutation()) ++epoch_;
    return order_(example % rows_);
  }

 private:
  Permutation permutation() const { return {stream_, epoch_, rows_}; }

  Stream stream_;
  std::uint64_t rows_;
  std::uint64_t first_;
  std::uint64_t epoch_;
  Permutation order_;
};

}  // namespace mmoe
