// SPDX-License-Identifier: Apache-2.0
// A part of a batch, as a batch of its own.
#pragma once

#include "nn/batch.h"

namespace mmoe {

/// Sets `part` to examples first .. first + count - 1 of `batch`, without their combinations. It
/// keeps its capacity between calls.
template <typename Scalar>
void cut(const Batch<Scalar>& batch, Index first, Index count, Batch<Scalar>& part) {
  part.dense = batch.dense.middleCols(first, count);
  part.labels = batch.labels.middleCols(first, count);
  if (batch.weights.cols() > 0) part.weights = batch.weights.middleCols(first, count);
  part.sparse.clear();
  if (batch.sparse.size() == 0) return;
  for (Index e = first; e < first + count; ++e) {
    const auto set = batch.sparse[e];
    part.sparse.items.insert(part.sparse.items.end(), set.begin(), set.end());
    part.sparse.end_list();
  }
}

}  // namespace mmoe
